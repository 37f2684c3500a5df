package io.insula.formation.rest;

import io.insula.formation.Revision;
import io.insula.kernel.Page;
import java.util.List;

/** A slice of the revisions that are kept. */
public record RevisionList(List<RevisionAnswer> revisions, int count, String nextCursor, boolean hasMore) {

    public RevisionList {
        revisions = List.copyOf(revisions);
    }

    static RevisionList of(Page<Revision> page) {
        List<RevisionAnswer> shown =
                page.items().stream().map(RevisionAnswer::of).toList();
        return new RevisionList(shown, shown.size(), page.nextCursor(), page.nextCursor() != null);
    }
}
