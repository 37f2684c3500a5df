package io.insula.credential;

import java.time.Instant;

/** A secret of a formation as its administrators may see it again: all but the secret. */
public record FormationSecret(String name, String preview, Instant createdAt, Instant updatedAt) {}
