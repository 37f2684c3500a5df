package io.insula.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which entries are wanted; null does not narrow.
 *
 * @param action as {@code memory.create}
 * @param actor who authenticated
 * @param user the public id of the user
 * @param resourceType the kind of thing
 * @param resource its id, as the trail has it
 * @param result as {@code success} or {@code forbidden}
 * @param from the earliest instant
 * @param to the first instant that is too late
 */
public record AuditFilter(
        String action,
        String actor,
        String user,
        String resourceType,
        String resource,
        String result,
        Instant from,
        Instant to) {

    /** Everything. */
    public static AuditFilter none() {
        return new AuditFilter(null, null, null, null, null, null, null, null);
    }

    /** One thing that an entry must fulfil: a condition of SQL with one parameter, and its value. */
    record Condition(String sql, Object value) {}

    List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        add(conditions, "e.action = ?", action);
        add(conditions, "e.actor = ?", actor);
        add(conditions, "e.user_id = ?", user);
        add(conditions, "e.resource_type = ?", resourceType);
        add(conditions, "e.resource_id = ?", resource);
        add(conditions, "e.result = ?", result);
        add(conditions, "e.created_at >= ?", from);
        add(conditions, "e.created_at < ?", to);
        return conditions;
    }

    private static void add(List<Condition> conditions, String sql, Object value) {
        if (value != null) {
            conditions.add(new Condition(sql, value));
        }
    }
}
