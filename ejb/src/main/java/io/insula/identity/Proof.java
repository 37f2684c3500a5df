package io.insula.identity;

import java.time.Instant;

/**
 * A proof that has begun.
 *
 * @param code what the other side has to bring; told this once
 * @param expiresAt until when
 */
public record Proof(String code, Instant expiresAt) {

    /** Without the code. */
    @Override
    public String toString() {
        return "Proof[" + expiresAt + ']';
    }
}
