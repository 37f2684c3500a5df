package io.insula.client;

import java.time.Instant;

/**
 * The signed end of a trail. Keep {@code export} where nobody who can write to the database can: brought back, it tells
 * whether the trail was cut since.
 *
 * @param position 0 for a trail of which nothing is sealed yet
 * @param signed the words that the signature is over
 * @param unsealed entries that wait for their seal
 */
public record AuditHead(
        long position,
        String hash,
        Instant sealedAt,
        String keyId,
        String signature,
        String publicKey,
        String signed,
        String export,
        long unsealed) {}
