package io.insula.connection;

import jakarta.json.JsonObject;

/**
 * A tool as its server describes it.
 *
 * @param title empty if there is none
 * @param description empty if there is none
 * @param inputSchema the JSON Schema of its arguments
 */
public record ToolDescription(String name, String title, String description, JsonObject inputSchema) {}
