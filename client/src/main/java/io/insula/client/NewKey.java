package io.insula.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A key that is wanted: of a kind, and bound to as little as is needed. */
public final class NewKey {

    private final Map<String, Object> fields;

    private NewKey(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** A key for a back end that speaks for users. */
    public static NewKey client() {
        return new NewKey(Map.of("kind", "client"));
    }

    /** A key for those who run the formation, or one of its tenants. */
    public static NewKey admin() {
        return new NewKey(Map.of("kind", "admin"));
    }

    /** What people call it. */
    public NewKey named(String name) {
        return with("name", name);
    }

    /** Bound to one tenant. */
    public NewKey forTenant(String slug) {
        return with("tenant", slug);
    }

    /** Bound to one user or agent, named as {@code tenant:user}. */
    public NewKey forUser(String userId) {
        return with("user_id", userId);
    }

    /** May do only this. */
    public NewKey scopedTo(String... scopes) {
        return with("scopes", List.of(scopes));
    }

    /** Reads and writes files only below this path. */
    public NewKey within(String workspacePrefix) {
        return with("workspace_prefix", workspacePrefix);
    }

    public NewKey expiringAt(Instant end) {
        return with("expires_at", end.toString());
    }

    Map<String, Object> fields() {
        return fields;
    }

    private NewKey with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new NewKey(more);
    }
}
