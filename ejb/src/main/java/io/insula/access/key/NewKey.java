package io.insula.access.key;

import java.time.Instant;
import java.util.Set;

/**
 * A key that somebody wants to have, as it was asked for.
 *
 * @param kind {@code client} or {@code admin}
 * @param name for people, or null
 * @param tenant the only tenant that it may name, or null
 * @param userId the one user that it shall serve: public id or any other identifier, also as {@code tenant:user}; or null
 * @param scopes words for permissions, or null for all that the kind may
 * @param workspacePrefix below which path it may read and write files, or null
 * @param expiresAt null for never
 */
public record NewKey(
        String kind,
        String name,
        String tenant,
        String userId,
        Set<String> scopes,
        String workspacePrefix,
        Instant expiresAt) {

    public NewKey {
        scopes = scopes == null ? null : Set.copyOf(scopes);
    }

    /** The same within a tenant. */
    NewKey in(String slug) {
        return new NewKey(kind, name, slug, userId, scopes, workspacePrefix, expiresAt);
    }
}
