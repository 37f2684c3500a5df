package io.insula.client;

import java.util.List;
import java.util.Map;

/**
 * What a tool answered.
 *
 * @param content parts as MCP has them, each with a {@code type}
 * @param structuredContent the same as one value, or null
 * @param isError whether the tool says that it failed
 */
public record ToolResult(
        String server, String tool, List<Map<String, Object>> content, Object structuredContent, boolean isError) {

    public ToolResult {
        content = content == null ? List.of() : List.copyOf(content);
    }
}
