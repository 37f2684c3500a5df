package io.insula.chat.rest;

/** What is told after buffers were emptied; without a session it was all of them. */
public record ClearedBuffer(String sessionId, boolean cleared, int messages) {}
