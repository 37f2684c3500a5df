package io.insula.tool;

import jakarta.json.JsonArray;
import jakarta.json.JsonValue;

/**
 * What a tool answered.
 *
 * @param content parts as MCP has them, each an object with a {@code type}
 * @param structured the same as one value, if the tool gives one; else null
 * @param error whether the tool says that it failed
 */
public record ToolAnswer(JsonArray content, JsonValue structured, boolean error) {}
