package io.insula.formation;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How an MCP server is reached and with whose credentials: what is never shown. */
public final class McpAccess {

    private final URI address;
    private final Auth auth;
    private final Map<String, PersonalText> values;
    private final List<String> secrets;

    /**
     * What a server is told.
     *
     * @param address of a server of type {@code http}, else null
     * @param values by their names: those of environment variables, or {@code token}, {@code username}, {@code password},
     *     {@code header} and {@code key}
     * @param secrets the secrets of the formation that went into the values
     */
    McpAccess(URI address, Auth auth, Map<String, PersonalText> values, List<String> secrets) {
        this.address = address;
        this.auth = auth;
        this.values = Map.copyOf(values);
        this.secrets = List.copyOf(secrets);
    }

    /** The ways in which a server learns who calls. */
    public enum Auth {
        ENV,
        BEARER,
        BASIC,
        API_KEY,
        NONE;

        /** As a formation writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public URI address() {
        return address;
    }

    public Auth auth() {
        return auth;
    }

    public Map<String, PersonalText> values() {
        return new LinkedHashMap<>(values);
    }

    /** The secrets of the formation that the server is told; nobody who calls it should see them. */
    public List<String> secrets() {
        return secrets;
    }

    /** The credentials of the user without which the server is not called. */
    public Set<CredentialReference> references() {
        Set<CredentialReference> references = new LinkedHashSet<>();
        values.values().forEach(value -> references.addAll(value.references()));
        return references;
    }

    /** The same values make the same formation, however often it is read. */
    @Override
    public boolean equals(Object other) {
        return other instanceof McpAccess access
                && Objects.equals(address, access.address)
                && auth == access.auth
                && values.equals(access.values)
                && secrets.equals(access.secrets);
    }

    @Override
    public int hashCode() {
        return Objects.hash(address, auth, values, secrets);
    }

    /** Says nothing of what it holds. */
    @Override
    public String toString() {
        return "McpAccess[" + auth + ", hidden]";
    }
}
