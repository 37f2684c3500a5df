package io.insula.chat;

/**
 * A session that came back to life.
 *
 * @param messages how many messages its buffer holds now
 */
public record Restored(ChatSession session, int messages) {}
