package io.insula.client;

import java.time.Instant;

/** A conversation of one user; {@code userId} is repeated as it was sent. */
public record Session(String id, String userId, Instant createdAt) {}
