package io.insula.chat;

/**
 * What a user says.
 *
 * @param message the words
 * @param sessionId the session it belongs to, or null to begin one
 * @param agentId the agent it is meant for, or null for the formation's own
 * @param turnId names the turn over repeated attempts at it ({@code req_…}), so that what was kept of a broken one is
 *     taken up and not kept twice; null for a turn that is attempted once
 */
public record NewMessage(String message, String sessionId, String agentId, String turnId) {}
