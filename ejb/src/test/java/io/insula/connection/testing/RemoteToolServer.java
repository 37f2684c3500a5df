package io.insula.connection.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An MCP server over streamable HTTP, as small as can be: it keeps sessions, answers {@code echo} as JSON and {@code
 * stream} as a stream of events, {@code ask} after as many requests of its own as its argument says, and {@code
 * headers} with what it was sent as {@code Authorization}. Below {@code
 * /redirect} it redirects, below {@code /refuse} it refuses.
 */
public final class RemoteToolServer implements AutoCloseable {

    private static final String SESSION = "Mcp-Session-Id";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final Queue<JsonObject> received = new ConcurrentLinkedQueue<>();

    private RemoteToolServer(HttpServer server) {
        this.server = server;
    }

    /** Listens on loopback, at a port of its own. */
    public static RemoteToolServer start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RemoteToolServer server = new RemoteToolServer(http);
        http.createContext("/mcp", server::serve);
        http.createContext("/redirect", exchange -> server.redirect(exchange));
        http.createContext("/refuse", exchange -> answer(exchange, 401, "text/plain", ""));
        http.createContext("/page", exchange -> answer(exchange, 200, "text/html", "<p>no MCP</p>"));
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** All messages that came. */
    public List<JsonObject> received() {
        return List.copyOf(received);
    }

    /** Forgets all sessions, as a server does that was started anew. */
    public void forget() {
        sessions.clear();
    }

    private void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", address("/mcp").toString());
        answer(exchange, 307, "text/plain", "");
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (JsonReader reader = Json.createReader(exchange.getRequestBody())) {
            JsonObject message = reader.readObject();
            received.add(message);
            String method = message.getString("method", "");
            String session = exchange.getRequestHeaders().getFirst(SESSION);
            if (method.equals("initialize")) {
                greet(exchange, message);
            } else if (session == null || !sessions.contains(session)) {
                answer(exchange, 404, "text/plain", "");
            } else if (!message.containsKey("id") || method.isEmpty()) {
                answer(exchange, 202, "text/plain", "");
            } else {
                call(exchange, message, method);
            }
        }
    }

    private void greet(HttpExchange exchange, JsonObject message) throws IOException {
        String session = UUID.randomUUID().toString();
        sessions.add(session);
        exchange.getResponseHeaders().set(SESSION, session);
        JsonObjectBuilder result = Json.createObjectBuilder()
                .add("protocolVersion", "2025-06-18")
                .add("capabilities", Json.createObjectBuilder().add("tools", JsonObject.EMPTY_JSON_OBJECT))
                .add(
                        "serverInfo",
                        Json.createObjectBuilder().add("name", "remote").add("version", "1"));
        answer(exchange, 200, "application/json", response(message, result).toString());
    }

    private static void call(HttpExchange exchange, JsonObject message, String method) throws IOException {
        if (method.equals("tools/list")) {
            answer(
                    exchange,
                    200,
                    "application/json",
                    response(message, page(message)).toString());
            return;
        }
        JsonObject params = message.getJsonObject("params");
        String with = params.getJsonObject("arguments").getString("with", "");
        if (params.getString("name").equals("headers")) {
            with = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        }
        JsonObject response = response(message, text(with));
        if (params.getString("name").equals("ask")) {
            String ping = "data: {\"jsonrpc\":\"2.0\",\"id\":\"s-1\",\"method\":\"ping\"}\n\n";
            answer(
                    exchange,
                    200,
                    "text/event-stream",
                    ping.repeat(Integer.parseInt(with)) + "data: " + response + "\n\n");
            return;
        }
        if (!params.getString("name").equals("stream")) {
            answer(exchange, 200, "application/json", response.toString());
            return;
        }
        String events =
                "event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}\n\n"
                        + ": a comment\n\ndata: {\"jsonrpc\":\"2.0\",\"id\":\"s-1\",\"method\":\"ping\"}\n\n"
                        + "event: message\nid: 7\ndata: " + response + "\n\n";
        answer(exchange, 200, "text/event-stream", events);
    }

    /** Two pages of one tool each. */
    private static JsonObjectBuilder page(JsonObject message) {
        boolean first = !message.getJsonObject("params").containsKey("cursor");
        JsonObjectBuilder tool = Json.createObjectBuilder()
                .add("name", first ? "echo" : "stream")
                .add("inputSchema", Json.createObjectBuilder().add("type", "object"));
        JsonObjectBuilder page = Json.createObjectBuilder()
                .add("tools", Json.createArrayBuilder().add(tool));
        return first ? page.add("nextCursor", "second") : page;
    }

    private static JsonObjectBuilder text(String text) {
        return Json.createObjectBuilder()
                .add(
                        "content",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("type", "text")
                                        .add("text", text)));
    }

    private static JsonObject response(JsonObject request, JsonObjectBuilder result) {
        return Json.createObjectBuilder()
                .add("jsonrpc", "2.0")
                .add("id", request.get("id"))
                .add("result", result)
                .build();
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
