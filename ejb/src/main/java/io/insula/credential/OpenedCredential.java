package io.insula.credential;

import java.util.Map;

/**
 * A credential in clear, for the one call that needs it. It is shown by nothing.
 *
 * @param id {@code cred_…}
 * @param service as its user wrote it
 * @param name one of several for the service; {@code default} unless its user chose another
 * @param version another one with each change of the secret, never one that was there before
 * @param fields what was sealed; a credential that was sent as plain text has the one field {@code value}
 */
public record OpenedCredential(String id, String service, String name, long version, Map<String, String> fields) {

    public OpenedCredential {
        fields = Map.copyOf(fields);
    }

    /** Names which, never what. */
    @Override
    public String toString() {
        return "OpenedCredential[" + id + ']';
    }
}
