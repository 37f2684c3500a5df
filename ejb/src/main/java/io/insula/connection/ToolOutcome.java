package io.insula.connection;

import jakarta.json.JsonArray;
import jakarta.json.JsonValue;

/**
 * What a tool answered, as it wrote it: it may echo secrets, so it is never shown by accident.
 *
 * @param content the blocks of MCP, such as {@code {"type": "text", "text": "…"}}
 * @param structured the structured answer, or JSON's null if there is none
 * @param isError whether the tool says that it failed
 */
public record ToolOutcome(JsonArray content, JsonValue structured, boolean isError) {

    @Override
    public String toString() {
        return "ToolOutcome[" + content.size() + (isError ? " blocks of an error]" : " blocks]");
    }
}
