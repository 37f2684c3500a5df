package io.insula.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The keys of a formation, or of the one tenant that the administrator's key is bound to. */
public final class InsulaKeys {

    private static final String KEYS = "/keys";

    private final Connection connection;
    private final Map<String, String> headers;

    InsulaKeys(Connection connection, Map<String, String> headers) {
        this.connection = connection;
        this.headers = headers;
    }

    /** Makes a key; what is returned is the only copy of it. */
    public IssuedKey create(NewKey wanted) {
        return connection.ask(Call.post(KEYS, wanted.fields()), headers, IssuedKey.class);
    }

    /** All keys, oldest first, those that are no longer living among them. */
    public List<ApiKey> all() {
        return Page.all(PageQuery.first(), this::list).toList();
    }

    public Page<ApiKey> list(PageQuery page) {
        return connection.askPage(Call.get(KEYS).with(page, "cursor"), headers, "keys", ApiKey.class);
    }

    public ApiKey get(String id) {
        return connection.ask(Call.get(KEYS + Call.segment(id)), headers, ApiKey.class);
    }

    /** Makes a key in place of another, which stays good for that long; zero ends it at once. */
    public IssuedKey rotate(String id, Duration overlap) {
        return connection.ask(
                Call.post(KEYS + Call.segment(id) + "/rotate", Map.of("overlap_seconds", overlap.toSeconds())),
                headers,
                IssuedKey.class);
    }

    /** Ends a key at once, on every node. */
    public ApiKey revoke(String id) {
        return connection.ask(Call.delete(KEYS + Call.segment(id)), headers, ApiKey.class);
    }
}
