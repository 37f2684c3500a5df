package io.insula.credential;

import io.insula.credential.entity.CredentialEntity;
import java.time.Instant;

/**
 * A credential as its user may see it again: all but the secret.
 *
 * @param id {@code cred_…}
 * @param preview the last characters of what is long enough to spare them
 * @param updatedAt when the secret was last replaced
 */
public record Credential(String id, String service, String name, String preview, Instant createdAt, Instant updatedAt) {

    static Credential of(CredentialEntity entity) {
        return new Credential(
                entity.id(), entity.service(), entity.name(), entity.preview(), entity.createdAt(), entity.updatedAt());
    }
}
