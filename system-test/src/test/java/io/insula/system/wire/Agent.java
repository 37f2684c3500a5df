package io.insula.system.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An agent that uses the server's tools, one message of the Model Context Protocol after the other.
 *
 * @param door the formation
 * @param identity puts into a request who is asking
 */
public record Agent(Door door, UnaryOperator<Asking> identity) {

    /** What a tool is called. */
    public static final String ADD = "memory_add";

    public static final String SEARCH = "memory_search";
    public static final String LIST = "memory_list";
    public static final String FORGET = "memory_forget";

    /** Of a trusted back end that speaks for a user. */
    public static Agent of(Door door, String userId) {
        return new Agent(door, asking -> asking.clientKey(door.keys().client()).user(userId));
    }

    /** With a key of its own that says by itself whose it is. */
    public static Agent withKey(Door door, String key) {
        return new Agent(door, asking -> asking.clientKey(key));
    }

    /** With a token of its user. */
    public static Agent withToken(Door door, String token) {
        return new Agent(door, asking -> asking.header("Authorization", "Bearer " + token));
    }

    /** The request without a body. */
    public Asking ask(String method) {
        return identity.apply(door.forAgents().ask(method, "/mcp"))
                .accepting("application/json")
                .accepting("text/event-stream");
    }

    public Answer say(String method, Map<String, ?> params) {
        return ask("POST").json(message(method, params)).send();
    }

    public Answer call(String tool, Map<String, ?> arguments) {
        return say("tools/call", Map.of("name", tool, "arguments", arguments));
    }

    /** What a tool returned that did what it was called for. */
    public JsonNode done(String tool, Map<String, ?> arguments) {
        Answer answer = call(tool, arguments);
        JsonNode result = answer.json().path("result");
        if (answer.status() != 200 || result.path("isError").asBoolean(true)) {
            throw new AssertionError(tool + ": " + answer.status() + "\n" + answer.body());
        }
        return result.path("structuredContent");
    }

    /** The names of the tools that it is offered. */
    public List<String> tools() {
        return say("tools/list", Map.of()).json().at("/result/tools").findValuesAsText("name");
    }

    public static Map<String, ?> message(String method, Map<String, ?> params) {
        return Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params);
    }
}
