package io.insula.system.wire;

import io.insula.client.InsulaClient;
import io.insula.client.InsulaUser;

/** One formation as it is reached from outside: through the client, or with requests made by hand. */
public final class Door {

    private final String serverUrl;
    private final String formation;
    private final Keys keys;
    private final String base;

    public Door(String serverUrl, String formation, Keys keys) {
        this(serverUrl, formation, keys, "/api/" + formation + "/v1");
    }

    private Door(String serverUrl, String formation, Keys keys, String base) {
        this.serverUrl = serverUrl;
        this.formation = formation;
        this.keys = keys;
        this.base = base;
    }

    /** The same formation by the short path, where the key alone says which one is meant. */
    public Door byKeyAlone() {
        return new Door(serverUrl, formation, keys, "/v1");
    }

    /** Another formation's path with this formation's keys. */
    public Door elsewhere(String otherFormation) {
        return new Door(serverUrl, otherFormation, keys);
    }

    /** The same formation beside the routes of {@code /v1}, where agents are served. */
    public Door forAgents() {
        return new Door(serverUrl, formation, keys, base.substring(0, base.lastIndexOf('/')));
    }

    public InsulaClient client() {
        return InsulaClient.builder()
                .baseUrl(serverUrl)
                .formation(formation)
                .clientKey(keys.client())
                .adminKey(keys.admin())
                .build();
    }

    public InsulaUser user(String userId) {
        return client().forUser(userId);
    }

    public Keys keys() {
        return keys;
    }

    /** A request without key and user; the path is the one behind {@code /v1}. */
    public Asking ask(String method, String path) {
        return new Asking(method, serverUrl + base + path);
    }

    /** A request with the client key and no user. */
    public Asking asNobody(String method, String path) {
        return ask(method, path).clientKey(keys.client());
    }

    /** A request in the name of a user. */
    public Asking as(String userId, String method, String path) {
        return asNobody(method, path).user(userId);
    }

    public Asking asAdmin(String method, String path) {
        return ask(method, path).adminKey(keys.admin());
    }
}
