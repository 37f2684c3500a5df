package io.insula.client;

import java.time.Instant;

/**
 * A credential as its user may see it: never its value.
 *
 * @param name tells several for one service apart
 * @param credentialPreview a hint at which one it is
 */
public record Credential(
        String credentialId,
        String service,
        String name,
        Object credentialPreview,
        Instant createdAt,
        Instant updatedAt) {}
