package io.insula.formation;

import java.util.Locale;

/**
 * How tenants come into a formation.
 *
 * @param create who may bring one into being
 * @param max how many the formation admits
 * @param defaultTenant the tenant of callers who name none; it comes with the formation
 * @param anonymous whether the default tenant serves a caller who names no user, as user {@code "0"}
 */
public record Tenancy(Create create, int max, String defaultTenant, boolean anonymous) {

    /** The two ways into a formation. */
    public enum Create {
        /** By the administration API alone. */
        DECLARED,
        /** By the first request that names the tenant. */
        ON_FIRST_USE;

        static Create of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
