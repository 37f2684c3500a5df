package io.insula.credential.rest;

import io.insula.kernel.Page;
import java.util.List;

/** A slice of a user's credentials. */
public record CredentialList(List<CredentialAnswer> credentials, int count, String nextCursor, boolean hasMore) {

    static CredentialList of(Page<CredentialAnswer> page) {
        return new CredentialList(page.items(), page.items().size(), page.nextCursor(), page.nextCursor() != null);
    }
}
