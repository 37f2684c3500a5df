package io.insula.audit.rest;

import io.insula.audit.AuditEntry;
import io.insula.kernel.Page;
import java.util.List;

/** A slice of a trail. */
public record AuditList(List<AuditEntry> entries, int count, String nextCursor, boolean hasMore) {

    static AuditList of(Page<AuditEntry> page) {
        return new AuditList(page.items(), page.items().size(), page.nextCursor(), page.nextCursor() != null);
    }
}
