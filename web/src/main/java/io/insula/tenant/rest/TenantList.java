package io.insula.tenant.rest;

import io.insula.kernel.Page;
import io.insula.tenant.Membership;
import java.util.List;

/** A slice of a formation's tenants. */
public record TenantList(List<Membership> tenants, int count, String nextCursor, boolean hasMore) {

    static TenantList of(Page<Membership> page) {
        return new TenantList(page.items(), page.items().size(), page.nextCursor(), page.nextCursor() != null);
    }
}
