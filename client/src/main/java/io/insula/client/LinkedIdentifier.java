package io.insula.client;

import java.time.Instant;

/**
 * An identifier that is linked.
 *
 * @param identifier a mask where it is a secret
 * @param type null if nobody said
 * @param handle by what a secret is unlinked without being known, else null
 */
public record LinkedIdentifier(String identifier, String type, String handle, Instant createdAt) {}
