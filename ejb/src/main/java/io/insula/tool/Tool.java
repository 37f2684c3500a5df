package io.insula.tool;

import io.insula.connection.ToolDescription;
import jakarta.json.JsonObject;

/**
 * A tool that the caller may have called.
 *
 * @param server the id of the MCP server that has it
 * @param title empty if there is none
 * @param inputSchema the JSON schema of its arguments
 */
public record Tool(String server, String name, String title, String description, JsonObject inputSchema) {

    static Tool of(String server, ToolDescription description) {
        return new Tool(
                server, description.name(), description.title(), description.description(), description.inputSchema());
    }
}
