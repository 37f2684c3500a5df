package io.insula.kernel.rest;

import com.sun.net.httpserver.HttpServer;
import io.insula.input.rest.BodyFilter;
import io.insula.input.rest.JsonInputReader;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** The filters and mappers in a small JAX-RS server on loopback, with resources of the test's own. */
public final class HttpServerFixture implements AutoCloseable {

    private final HttpServer server;
    private final URI base;
    private final HttpClient client = HttpClient.newHttpClient();

    public HttpServerFixture(Object... resources) throws IOException {
        ResourceConfig application = new ResourceConfig()
                .registerClasses(
                        RequestIdFilter.class,
                        FormationPathFilter.class,
                        AccessLogFilter.class,
                        EnvelopeFilter.class,
                        FailureFilter.class,
                        WebFailureMapper.class,
                        PlatformFailureMapper.class,
                        OtherFailureMapper.class,
                        JsonInputReader.class,
                        JsonbProvider.class)
                .register(new BodyFilter(new HttpConfiguration(4096, 8192, true)))
                .addProperties(new InsulaApplication().getProperties());
        for (Object resource : resources) {
            application.register(resource);
        }
        server = JdkHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0/"), application);
        InetAddress address = server.getAddress().getAddress();
        base = URI.create(
                "http://" + address.getHostAddress() + ":" + server.getAddress().getPort());
    }

    public Answer get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    public Answer post(String path, String json, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, headers);
        if (headers.length == 0) {
            request.header("Content-Type", "application/json");
        }
        return send(request.POST(BodyPublishers.ofString(json)));
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    public Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(response, new String(response.body(), StandardCharsets.UTF_8));
    }

    public URI base() {
        return base;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    public record Answer(HttpResponse<byte[]> response, String text) {

        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public JsonObject json() {
            try (JsonReader reader = Json.createReader(new StringReader(text))) {
                return reader.readObject();
            }
        }
    }
}
