package io.insula.work;

import io.insula.tenant.TenantContext;
import java.util.Set;

/**
 * An item that this node has taken: ids alone, nothing of what is to be done.
 *
 * @param lease the number under which it was taken; whoever takes it over gets a higher one
 * @param attempts how often it was taken, this time included
 */
record Claim(String formation, String tenantId, String userId, String workId, long lease, int attempts) {

    private static final String SERVER = "server";

    /** The server itself, at work on this item for its user; it may read and settle the item and nothing else. */
    TenantContext context() {
        return new TenantContext(formation, tenantId, null, userId, null, null, SERVER, Set.of(), workId);
    }
}
