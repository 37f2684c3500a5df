package io.insula.audit;

import io.insula.access.KeyHash;
import io.insula.kernel.PublicId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.Set;

/**
 * How the trail names the things that were touched. Evidence outlives an erasure, so no word that a user chose may stand
 * in it: such a word becomes a fingerprint, the same for the same word of the same tenant, which nobody can guess
 * backwards without the pepper.
 */
@ApplicationScoped
class ResourceNames {

    /** What the house itself, or whoever runs the formation, has named. */
    private static final Set<String> NOT_NAMED_BY_USERS =
            Set.of("tenant", "formation", "buffer", "route", "network", "tool");

    private static final String FINGERPRINT = "fp_";
    private static final int BYTES = 16;

    @Inject
    KeyHash hashing;

    /** The name under which the trail knows a thing of a tenant; null stays null. */
    String of(String formation, String tenant, String type, String id) {
        if (id == null || NOT_NAMED_BY_USERS.contains(type) || PublicId.isWellFormed(id)) {
            return id;
        }
        byte[] hash = hashing.of(String.join("\n", "audit", formation, tenant, type, id));
        return FINGERPRINT + HexFormat.of().formatHex(hash, 0, BYTES);
    }
}
