package io.insula.client;

import java.time.Instant;
import java.util.List;

/**
 * A key as those who look after it see it; never the key itself.
 *
 * @param kind {@code client} or {@code admin}
 * @param prefix how it begins, to tell it from others
 * @param origin {@code formation} if it came with the formation, {@code api} if it was made over the API
 * @param status {@code active}, {@code expired} or {@code revoked}
 * @param tenant the only tenant that it may name, or null
 * @param userId public id of the one user or agent that it serves, or null
 * @param scopes what it may do of that which its kind may; null for all of it
 * @param lastUsedAt to about a minute, or null
 */
public record ApiKey(
        String id,
        String kind,
        String name,
        String prefix,
        String origin,
        String status,
        String tenant,
        String userId,
        List<String> scopes,
        String workspacePrefix,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt,
        Instant revokedAt) {

    public ApiKey {
        scopes = scopes == null ? null : List.copyOf(scopes);
    }
}
