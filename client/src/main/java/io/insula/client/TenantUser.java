package io.insula.client;

import java.time.Instant;
import java.util.List;

/**
 * A user of a tenant.
 *
 * @param subjectType {@code user} or {@code agent}
 * @param status {@code active} or {@code suspended}
 */
public record TenantUser(
        String muxiUserId, String subjectType, String status, Instant createdAt, List<LinkedIdentifier> identifiers) {

    public TenantUser {
        identifiers = identifiers == null ? List.of() : List.copyOf(identifiers);
    }
}
