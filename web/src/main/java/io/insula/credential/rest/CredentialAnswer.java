package io.insula.credential.rest;

import io.insula.credential.Credential;
import java.time.Instant;

/**
 * A credential as clients see it.
 *
 * @param credentialPreview the last 3 characters of a text of more than 15, of others nothing; of fields each by its name
 */
public record CredentialAnswer(
        String credentialId,
        String service,
        String name,
        String credentialPreview,
        Instant createdAt,
        Instant updatedAt) {

    static CredentialAnswer of(Credential credential) {
        return new CredentialAnswer(
                credential.id(),
                credential.service(),
                credential.name(),
                credential.preview(),
                credential.createdAt(),
                credential.updatedAt());
    }
}
