package io.insula.model;

import jakarta.json.JsonObject;

/**
 * A tool that a model may want to have called.
 *
 * @param name 1 to 64 of the characters {@code A-Z a-z 0-9 _ -}
 * @param parameters the JSON schema of its arguments
 */
public record ToolOffer(String name, String description, JsonObject parameters) {}
