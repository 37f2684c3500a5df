package io.insula.client;

import java.time.Instant;

/** A short text about a user; {@code author} is {@code extractive}, or the model that made it. */
public record Synopsis(String userId, String synopsis, String author, Instant createdAt) {}
