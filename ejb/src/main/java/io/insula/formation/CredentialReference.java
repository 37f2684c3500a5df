package io.insula.formation;

import java.util.Locale;

/**
 * Where a formation's text refers to a credential of whoever calls.
 *
 * @param service as the user's credentials are named: in lower case, with hyphens
 * @param field one of the credential's fields; empty where it has only one
 */
public record CredentialReference(String service, String field) {

    static CredentialReference of(String name, String field) {
        return new CredentialReference(service(name), field == null ? "" : field);
    }

    /** The one spelling of a service's name, however it is written. */
    public static String service(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
