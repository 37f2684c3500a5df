package io.insula.client;

import java.time.Instant;

/** One turn's half within a session; {@code role} is {@code user} or {@code assistant}. */
public record Message(String id, String role, String content, Instant createdAt) {}
