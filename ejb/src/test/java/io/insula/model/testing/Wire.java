package io.insula.model.testing;

/** The JSON that a provider writes. */
public final class Wire {

    private static final String USAGE = "\"usage\":{\"prompt_tokens\":21,\"completion_tokens\":4,\"total_tokens\":25}";

    private Wire() {}

    /** A whole completion. */
    public static String whole(String text) {
        return "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                + quoted(text) + "},\"finish_reason\":\"stop\"}]," + USAGE + "}";
    }

    /** A whole completion that wants a tool to be called. */
    public static String toolCall(String name, String arguments) {
        return "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"t1\","
                + "\"type\":\"function\",\"function\":{\"name\":" + quoted(name) + ",\"arguments\":" + quoted(arguments)
                + "}}]},\"finish_reason\":\"tool_calls\"}]}";
    }

    /** The part of a streamed completion that wants a tool to be called. */
    public static String wanted(String name, String arguments) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"type\":\"function\","
                + "\"function\":{\"name\":" + quoted(name) + ",\"arguments\":" + quoted(arguments)
                + "}}]},\"finish_reason\":\"tool_calls\"}]}";
    }

    /** One piece of a streamed completion. */
    public static String piece(String text) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"content\":" + quoted(text) + "},\"finish_reason\":null}]}";
    }

    /** The last piece of a streamed completion. */
    public static String end() {
        return "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}";
    }

    /** What follows it if the caller asked for the usage. */
    public static String usage() {
        return "{\"choices\":[]," + USAGE + "}";
    }

    /** A JSON string. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '"' || unit == '\\') {
                quoted.append('\\').append(unit);
            } else if (unit < ' ') {
                quoted.append(String.format("\\u%04x", (int) unit));
            } else {
                quoted.append(unit);
            }
        }
        return quoted.append('"').toString();
    }
}
