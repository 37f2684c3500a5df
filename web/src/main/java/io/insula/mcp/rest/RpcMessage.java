package io.insula.mcp.rest;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/**
 * One message of JSON-RPC 2.0 as a client sent it.
 *
 * @param id names the request; null for what wants no answer
 * @param method what is wanted; null for an answer, which nobody here has asked for
 * @param params empty where none were sent
 */
record RpcMessage(JsonValue id, String method, JsonObject params) {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int LONGEST = 255;
    private static final String VERSION = "2.0";

    /**
     * Reads a message.
     *
     * @throws RpcException if it is none
     */
    static RpcMessage read(JsonObject sent) {
        if (!(sent.get("jsonrpc") instanceof JsonString version)
                || !version.getString().equals(VERSION)) {
            throw invalid("jsonrpc must be \"2.0\"");
        }
        if (sent.containsKey("id") && !isId(sent.get("id"))) {
            throw invalid("id must be a text of at most " + LONGEST + " characters or a whole number");
        }
        if (!sent.containsKey("method") && (sent.containsKey("result") || sent.containsKey("error"))) {
            return new RpcMessage(null, null, JsonValue.EMPTY_JSON_OBJECT);
        }
        if (!(sent.get("method") instanceof JsonString method)) {
            throw invalid("method must be a text");
        }
        JsonValue params = sent.getOrDefault("params", JsonValue.EMPTY_JSON_OBJECT);
        if (!(params instanceof JsonObject named)) {
            throw invalid("params must be a JSON object");
        }
        return new RpcMessage(sent.get("id"), method.getString(), named);
    }

    /** Whether somebody waits for an answer to it. */
    boolean isRequest() {
        return id != null;
    }

    /** The answer to this message. */
    JsonObject answered(JsonObject result) {
        return JSON.createObjectBuilder()
                .add("jsonrpc", VERSION)
                .add("id", id)
                .add("result", result)
                .build();
    }

    /** The same where there is none. */
    JsonObject failed(RpcException why) {
        return failed(id, why);
    }

    /** What is said about a message that could not be read. */
    static JsonObject unreadable(RpcException why) {
        return failed(JsonValue.NULL, why);
    }

    private static JsonObject failed(JsonValue id, RpcException why) {
        return JSON.createObjectBuilder()
                .add("jsonrpc", VERSION)
                .add("id", id)
                .add("error", JSON.createObjectBuilder().add("code", why.code()).add("message", why.getMessage()))
                .build();
    }

    private static boolean isId(JsonValue id) {
        return (id instanceof JsonString text && text.getString().length() <= LONGEST)
                || (id instanceof JsonNumber number && number.isIntegral());
    }

    private static RpcException invalid(String why) {
        return new RpcException(RpcException.INVALID_REQUEST, "Not a message of JSON-RPC 2.0: " + why);
    }
}
