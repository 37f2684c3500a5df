package io.insula.identity;

/**
 * An identifier that is nobody's now.
 *
 * @param userId whose it was
 * @param remaining how many identifiers the user still has
 */
public record Unlinked(String userId, LinkedIdentifier identifier, int remaining) {}
