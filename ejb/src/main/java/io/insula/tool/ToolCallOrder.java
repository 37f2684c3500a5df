package io.insula.tool;

import jakarta.json.JsonObject;

/**
 * A tool to call.
 *
 * @param server the id of the MCP server
 * @param credential the name of the credential to use, where the user has several for a service; null for the usual one
 */
public record ToolCallOrder(String server, String tool, JsonObject arguments, String credential) {}
