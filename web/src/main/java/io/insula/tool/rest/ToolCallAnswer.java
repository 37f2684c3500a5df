package io.insula.tool.rest;

import io.insula.tool.ToolAnswer;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a tool answered, in the parts of MCP; {@code is_error} is the tool's own word. */
public record ToolCallAnswer(
        String server,
        String tool,
        @Schema(implementation = Object[].class) JsonArray content,
        @Schema(implementation = Object.class) JsonValue structuredContent,
        boolean isError) {

    static ToolCallAnswer of(String server, String tool, ToolAnswer answer) {
        boolean structured = answer.structured() != null && answer.structured() != JsonValue.NULL;
        return new ToolCallAnswer(
                server, tool, answer.content(), structured ? answer.structured() : null, answer.error());
    }
}
