package io.insula.audit;

import java.time.Instant;

/**
 * One thing that was done or refused.
 *
 * @param id {@code aud_…}
 * @param createdAt when, to the microsecond
 * @param actor who authenticated: a key's id, {@code server} or {@code anonymous}
 * @param userId for whom ({@code usr_…}); null where for none in particular. Whose name that was, an erasure removes
 * @param action what was done, as {@code resource.verb}
 * @param resourceType the kind of thing
 * @param resourceId its public id, or a fingerprint of a name that a user chose
 * @param result {@code success}, or why it was refused
 * @param occurrences how often, where several were counted together
 * @param address the client's address, or the network of a stranger; null for what no client asked for
 * @param requestId the id of the request
 */
public record AuditEntry(
        String id,
        Instant createdAt,
        String actor,
        String userId,
        String action,
        String resourceType,
        String resourceId,
        String result,
        int occurrences,
        String address,
        String requestId) {}
