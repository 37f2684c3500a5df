package io.insula.tenant;

import io.insula.tenant.entity.MembershipEntity;
import java.time.Instant;

/**
 * A tenant as one formation knows it.
 *
 * @param slug the tenant's name
 * @param status {@code active} or {@code suspended}
 * @param createdAt when the formation first knew the tenant
 */
public record Membership(String slug, String status, Instant createdAt) {

    static Membership of(MembershipEntity entity) {
        return new Membership(entity.slug(), entity.status(), entity.createdAt());
    }
}
