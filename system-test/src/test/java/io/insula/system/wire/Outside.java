package io.insula.system.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Those whom the house calls over HTTP: a model, an embedder and a server of one tool. It keeps what they are told. */
public final class Outside implements AutoCloseable {

    public static final int DIMENSION = 8;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REPLY =
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}";
    /** What an MCP server answers, by method. */
    private static final Map<String, String> TOOLS = Map.of(
            "initialize",
            "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},"
                    + "\"serverInfo\":{\"name\":\"bell\",\"version\":\"1\"}}",
            "tools/list",
            "{\"tools\":[{\"name\":\"ring\",\"inputSchema\":{\"type\":\"object\"}}]}",
            "tools/call",
            "{\"content\":[{\"type\":\"text\",\"text\":\"Ding\"}]}");

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    private Outside(HttpServer server) {
        this.server = server;
    }

    /** One call that came. */
    public record Call(String path, Headers headers, JsonNode body) {

        /** The trace that it belongs to, by its header. */
        public String trace() {
            return String.valueOf(headers.getFirst("traceparent"));
        }
    }

    public static Outside open() {
        try {
            Outside outside =
                    new Outside(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            outside.server.createContext("/", outside::answer);
            outside.server.start();
            return outside;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The calls to a path that belong to a trace. */
    public List<Call> calls(String path, String trace) {
        return calls.stream()
                .filter(call -> call.path().equals(path) && call.trace().startsWith("00-" + trace + "-"))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            String path = exchange.getRequestURI().getPath();
            calls.add(new Call(path, exchange.getRequestHeaders(), body));
            byte[] answer = text(path, body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.length == 0 ? 202 : 200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String text(String path, JsonNode body) {
        return switch (path) {
            case "/v1/embeddings" -> vectors(body.path("input").size());
            case "/mcp" -> {
                String result = TOOLS.get(body.path("method").asText());
                yield result == null
                        ? ""
                        : "{\"jsonrpc\":\"2.0\",\"id\":" + body.path("id") + ",\"result\":" + result + "}";
            }
            default -> REPLY;
        };
    }

    private static String vectors(int texts) {
        String vector = "[1" + ",0".repeat(DIMENSION - 1) + "]";
        return IntStream.range(0, texts)
                .mapToObj(i -> "{\"index\":" + i + ",\"embedding\":" + vector + "}")
                .collect(Collectors.joining(
                        ",", "{\"data\":[", "],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
