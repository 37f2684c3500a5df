package io.insula.client;

import java.time.Instant;

/**
 * One thing that was done or refused.
 *
 * @param actor the key that was used, {@code server} or {@code anonymous}
 * @param userId for whom; null where for no user
 * @param resourceId null where the action concerns none
 * @param result {@code success}, or why it was refused
 * @param occurrences how often, where several were counted together
 * @param address null for what no client asked for
 */
public record AuditEntry(
        String id,
        Instant createdAt,
        String actor,
        String userId,
        String action,
        String resourceType,
        String resourceId,
        String result,
        int occurrences,
        String address,
        String requestId) {}
