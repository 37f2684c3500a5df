package io.insula.access.key;

import io.insula.access.entity.ApiKeyEntity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A key as those who look after it see it; never the key itself.
 *
 * @param id public ({@code key_…})
 * @param kind {@code client} or {@code admin}
 * @param prefix how it begins, to tell it from others
 * @param origin {@code formation} if it came with the formation, {@code api} if it was made over the API
 * @param status {@code active}, {@code expired} or {@code revoked}
 * @param tenant slug of the only tenant that it may name, or null
 * @param userId public id of the one user or agent that it serves, or null
 * @param scopes what it may do of that which its kind may; null for all of it
 * @param workspacePrefix below which path it may read and write files, or null
 * @param expiresAt null for never
 * @param lastUsedAt to about a minute, or null
 * @param revokedAt null while it was not
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

    static ApiKey of(ApiKeyEntity entity, Instant now) {
        return new ApiKey(
                entity.id(),
                entity.kind(),
                entity.name(),
                entity.shown(),
                entity.origin(),
                status(entity, now),
                entity.tenantSlug(),
                entity.userId(),
                entity.scopes() == null
                        ? null
                        : Stream.of(entity.scopes().split(" ", -1))
                                .filter(word -> !word.isEmpty())
                                .toList(),
                entity.workspacePrefix(),
                entity.createdAt(),
                entity.expiresAt(),
                entity.lastUsedAt(),
                entity.revokedAt());
    }

    private static String status(ApiKeyEntity entity, Instant now) {
        if (entity.isRevoked()) {
            return "revoked";
        }
        boolean over = entity.expiresAt() != null && !now.isBefore(entity.expiresAt());
        return over ? "expired" : "active";
    }
}
