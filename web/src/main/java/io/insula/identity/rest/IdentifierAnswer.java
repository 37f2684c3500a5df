package io.insula.identity.rest;

import io.insula.identity.LinkedIdentifier;
import java.time.Instant;

/**
 * An identifier as clients see it.
 *
 * @param identifier a mask where it is a secret
 * @param handle by what a secret is unlinked without being known; absent for what is none
 */
public record IdentifierAnswer(String identifier, String type, String handle, Instant createdAt) {

    static IdentifierAnswer of(LinkedIdentifier linked) {
        return new IdentifierAnswer(linked.identifier(), linked.type(), linked.handle(), linked.createdAt());
    }
}
