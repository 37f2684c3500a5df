package io.insula.model;

/**
 * A tool that a model wants to have called.
 *
 * @param id names the call towards the model
 * @param arguments JSON as the model wrote it, unchecked
 */
public record ToolCall(String id, String name, String arguments) {}
