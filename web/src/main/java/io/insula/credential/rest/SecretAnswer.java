package io.insula.credential.rest;

import io.insula.credential.FormationSecret;
import java.time.Instant;

/**
 * A secret of the formation as its administrators see it.
 *
 * @param value masked: at most the last 3 characters of a text of more than 15
 */
public record SecretAnswer(String key, String value, Instant createdAt, Instant updatedAt) {

    static SecretAnswer of(FormationSecret secret) {
        return new SecretAnswer(secret.name(), secret.preview(), secret.createdAt(), secret.updatedAt());
    }
}
