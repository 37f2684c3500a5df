package io.insula.client;

import java.time.Instant;

/**
 * Which entries of a trail are wanted; null does not narrow.
 *
 * @param user a user's public id ({@code usr_…})
 * @param resource a thing's id
 * @param from the earliest instant
 * @param to the first instant that is too late
 */
public record AuditQuery(
        String action,
        String actor,
        String user,
        String resourceType,
        String resource,
        String result,
        Instant from,
        Instant to) {

    /** Everything. */
    public static AuditQuery all() {
        return new AuditQuery(null, null, null, null, null, null, null, null);
    }

    /** What was done in this way, as {@code memory.create}. */
    public static AuditQuery ofAction(String action) {
        return new AuditQuery(action, null, null, null, null, null, null, null);
    }

    Call in(Call call) {
        return call.with("action", action)
                .with("actor", actor)
                .with("user", user)
                .with("resource_type", resourceType)
                .with("resource", resource)
                .with("result", result)
                .with("from", from)
                .with("to", to);
    }
}
