package io.insula.memory;

import jakarta.json.JsonObject;

/**
 * What a caller wants remembered.
 *
 * @param content the words
 * @param type the caller's own kind, or null
 * @param metadata the caller's own data, or null
 * @param shape {@code content} or {@code detail}
 */
public record NewMemory(String content, String type, JsonObject metadata, String shape) {}
