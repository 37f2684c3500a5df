package io.insula.client;

import java.util.Map;

/**
 * A tool that the user may have called.
 *
 * @param server the MCP server that has it
 * @param inputSchema the JSON Schema of its arguments
 */
public record Tool(String server, String name, String title, String description, Map<String, Object> inputSchema) {

    public Tool {
        inputSchema = Json.copy(inputSchema);
    }
}
