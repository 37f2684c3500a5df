package io.insula.formation;

/**
 * An agent that a formation declares. Its texts are as written, with references to secrets unresolved.
 *
 * @param name what people call it; the id if it has no name of its own
 * @param description empty if there is none
 * @param systemMessage empty if there is none
 * @param model its own; null if it speaks through the formation's
 */
public record Agent(String id, String name, String description, String systemMessage, TextModel model) {}
