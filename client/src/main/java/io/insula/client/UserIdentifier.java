package io.insula.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An identifier that is to be linked.
 *
 * @param type such as {@code email}, {@code slack}, {@code github}, {@code api_key}, or null
 */
public record UserIdentifier(String identifier, String type) {

    public static UserIdentifier of(String identifier) {
        return new UserIdentifier(identifier, null);
    }

    public static UserIdentifier of(String identifier, String type) {
        return new UserIdentifier(identifier, type);
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("identifier", identifier);
        if (type != null) {
            body.put("type", type);
        }
        return body;
    }

    /** Without the identifier, which may be a secret. */
    @Override
    public String toString() {
        return "UserIdentifier[" + type + ']';
    }
}
