package io.insula.client;

import java.time.Instant;

/** A tenant's membership of one formation; {@code status} is {@code active} or {@code suspended}. */
public record Tenant(String slug, String status, Instant createdAt) {}
