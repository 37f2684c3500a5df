package io.insula.identity.rest;

import io.insula.identity.Proof;
import java.time.Instant;

/**
 * A proof that has begun.
 *
 * @param code told this once; the other side brings it
 */
public record ProofAnswer(String code, Instant expiresAt) {

    static ProofAnswer of(Proof proof) {
        return new ProofAnswer(proof.code(), proof.expiresAt());
    }

    /** Without the code. */
    @Override
    public String toString() {
        return "ProofAnswer[" + expiresAt + ']';
    }
}
