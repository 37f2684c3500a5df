package io.insula.identity.rest;

import io.insula.kernel.Page;
import java.util.List;

/** A slice of a user's preferences. */
public record PreferenceList(List<PreferenceAnswer> preferences, int count, String nextCursor, boolean hasMore) {

    static PreferenceList of(Page<PreferenceAnswer> page) {
        return new PreferenceList(page.items(), page.items().size(), page.nextCursor(), page.nextCursor() != null);
    }
}
