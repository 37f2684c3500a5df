package io.insula.access;

import java.util.List;
import java.util.Optional;

/** One row of the grammar's tables: a request, and what it must come to. */
record IdentityCase(String story, Request request, String expected) {

    /** The tenant and user that the request must be read as, parted by a space. */
    static IdentityCase named(String story, Request request, String tenantAndUser) {
        return new IdentityCase(story, request, tenantAndUser);
    }

    /** The words that the caller must read: where the fault is, or how to mend it. */
    static IdentityCase refused(String story, Request request, String messagePart) {
        return new IdentityCase(story, request, messagePart);
    }

    static Request asking() {
        return new Request(List.of(), List.of(), List.of(), List.of(), null, true);
    }

    @Override
    public String toString() {
        return story;
    }

    /** What a request says, built word by word. */
    record Request(
            List<String> tenant, List<String> user, List<String> query, List<String> body, String bound, boolean anon) {

        IdentityClaim claim() {
            return new IdentityClaim(tenant, user, query, body, Optional.ofNullable(bound), "main", anon);
        }

        Request tenant(String... values) {
            return new Request(List.of(values), user, query, body, bound, anon);
        }

        Request user(String... values) {
            return new Request(tenant, List.of(values), query, body, bound, anon);
        }

        Request query(String... values) {
            return new Request(tenant, user, List.of(values), body, bound, anon);
        }

        Request body(String... values) {
            return new Request(tenant, user, query, List.of(values), bound, anon);
        }

        Request bound(String slug) {
            return new Request(tenant, user, query, body, slug, anon);
        }

        Request withoutAnonymous() {
            return new Request(tenant, user, query, body, bound, false);
        }
    }
}
