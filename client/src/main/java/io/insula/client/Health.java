package io.insula.client;

import java.time.Instant;

/** How a formation feels: {@code status} is {@code healthy} when it serves. */
public record Health(String status, String formationId, String version, Instant timestamp) {}
