package io.insula.formation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The keys that a formation declares for itself, resolved. A class and not a record, so that no generated
 * {@code toString} can show them. What is absent, the server generates.
 */
public final class FormationKeys {

    /** Where a formation declares them. Whoever could bring keys of their own along would have whatever those may. */
    static final List<String> PATHS = List.of("server.api_keys.admin_key", "server.api_keys.client_key");

    /** Of a formation that declares none. */
    static final FormationKeys NONE = new FormationKeys(Optional.empty(), Optional.empty());

    private final String adminKey;
    private final String clientKey;

    public FormationKeys(Optional<String> adminKey, Optional<String> clientKey) {
        this.adminKey = adminKey.orElse(null);
        this.clientKey = clientKey.orElse(null);
    }

    public Optional<String> adminKey() {
        return Optional.ofNullable(adminKey);
    }

    public Optional<String> clientKey() {
        return Optional.ofNullable(clientKey);
    }

    /** The same keys make the same formation, however often it is read. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FormationKeys keys
                && Objects.equals(adminKey, keys.adminKey)
                && Objects.equals(clientKey, keys.clientKey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(adminKey, clientKey);
    }

    /** Says which keys are declared, never what they are. */
    @Override
    public String toString() {
        return "FormationKeys[adminKey=" + shown(adminKey) + ", clientKey=" + shown(clientKey) + "]";
    }

    private static String shown(String key) {
        return key == null ? "absent" : "hidden";
    }
}
