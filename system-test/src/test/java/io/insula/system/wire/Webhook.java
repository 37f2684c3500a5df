package io.insula.system.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver of messages that checks them as its documentation says, and refuses as many as it is told to. */
public final class Webhook implements AutoCloseable {

    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    private Webhook(HttpServer server) {
        this.server = server;
    }

    /** One message as it came. */
    public record Told(String path, String signature, String delivery, String body, int answered) {

        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + body, e);
            }
        }

        public boolean isSignedWith(String secret) {
            String time = signature.replaceAll("t=(\\d+),v1=[0-9a-f]+", "$1");
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                byte[] seal = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
                return signature.equals("t=" + time + ",v1=" + HexFormat.of().formatHex(seal));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static Webhook open() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Webhook webhook = new Webhook(server);
            server.createContext("/", webhook::listen);
            server.start();
            return webhook;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    public void failsNext(int times) {
        failures.set(times);
    }

    public List<Told> told(String path) {
        return told.stream().filter(each -> each.path().equals(path)).toList();
    }

    public long accepted(String path) {
        return told(path).stream().filter(each -> each.answered() == 204).count();
    }

    private void listen(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 500 : 204;
            told.add(new Told(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("X-Insula-Signature"),
                    exchange.getRequestHeaders().getFirst("X-Insula-Delivery"),
                    body,
                    status));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
