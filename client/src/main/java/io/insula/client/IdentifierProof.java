package io.insula.client;

import java.time.Instant;

/** A proof that has begun; the other side brings the code. */
public record IdentifierProof(String code, Instant expiresAt) {

    /** Without the code. */
    @Override
    public String toString() {
        return "IdentifierProof[" + expiresAt + ']';
    }
}
