package io.insula.connection;

import io.insula.telemetry.TraceParent;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the Model Context Protocol says over a connection, as far as tools need it. */
final class Protocol {

    private static final String VERSION = "2025-06-18";
    private static final Set<String> SPOKEN = Set.of("2024-11-05", "2025-03-26", VERSION, "2025-11-25");
    private static final int LONGEST_NAME = 256;

    private Protocol() {}

    /** Greets a server; nothing else may be said before. */
    static void greet(String server, Connection connection, Duration timeout) {
        JsonObject hello = Rpc.JSON
                .createObjectBuilder()
                .add("protocolVersion", VERSION)
                .add("capabilities", JsonValue.EMPTY_JSON_OBJECT)
                .add(
                        "clientInfo",
                        Rpc.JSON.createObjectBuilder().add("name", "insula").add("version", "1"))
                .build();
        String version = text(connection.ask("initialize", hello, timeout), "protocolVersion");
        if (!SPOKEN.contains(version)) {
            throw Failures.unusable(server, "speaks no version of MCP that this server knows");
        }
        connection.agreed(version);
        connection.tell("notifications/initialized", JsonValue.EMPTY_JSON_OBJECT, timeout);
    }

    /** All pages of the list. */
    static List<ToolDescription> tools(String server, Connection connection, Duration timeout, int most) {
        List<ToolDescription> tools = new ArrayList<>();
        JsonObject page = connection.ask("tools/list", JsonValue.EMPTY_JSON_OBJECT, timeout);
        for (int pages = 1; ; pages++) {
            read(page, tools);
            String cursor = text(page, "nextCursor");
            if (tools.size() > most || pages > most) {
                throw Failures.unusable(server, "lists more than " + most + " tools");
            }
            if (cursor.isEmpty()) {
                return List.copyOf(tools);
            }
            page = connection.ask(
                    "tools/list",
                    Rpc.JSON.createObjectBuilder().add("cursor", cursor).build(),
                    timeout);
        }
    }

    private static void read(JsonObject page, List<ToolDescription> into) {
        JsonArray listed = page.get("tools") instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
        for (JsonValue each : listed) {
            if (each instanceof JsonObject tool) {
                String name = text(tool, "name");
                if (!name.isEmpty() && name.length() <= LONGEST_NAME) {
                    into.add(new ToolDescription(
                            name, text(tool, "title"), text(tool, "description"), object(tool, "inputSchema")));
                }
            }
        }
    }

    /**
     * Has a tool work.
     *
     * @param step of a trace that the call belongs to; MCP reserves its name in the message, since programs get no headers;
     *     null for none
     */
    static ToolOutcome call(
            Connection connection, Duration timeout, String tool, JsonObject arguments, TraceParent step) {
        JsonObjectBuilder call =
                Rpc.JSON.createObjectBuilder().add("name", tool).add("arguments", arguments);
        if (step != null) {
            call.add("_meta", Rpc.JSON.createObjectBuilder().add(TraceParent.HEADER, step.toString()));
        }
        JsonObject result = connection.ask("tools/call", call.build(), timeout);
        JsonArray content = result.get("content") instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
        JsonValue structured = result.getOrDefault("structuredContent", JsonValue.NULL);
        return new ToolOutcome(content, structured, JsonValue.TRUE.equals(result.get("isError")));
    }

    private static String text(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonString text ? text.getString() : "";
    }

    private static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }
}
