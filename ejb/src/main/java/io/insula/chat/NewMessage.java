package io.insula.chat;

/**
 * What a user says.
 *
 * @param message the words
 * @param sessionId the session it belongs to, or null to begin one
 * @param agentId the agent it is meant for, or null for the formation's own
 */
public record NewMessage(String message, String sessionId, String agentId) {}
