package io.insula.audit;

/**
 * A request of a known caller that was turned away.
 *
 * @param tenant the tenant's internal id; null where none was resolved
 * @param user the user's id; null where none was resolved
 * @param route method and path as declared, without anybody's ids
 * @param result why, as {@code forbidden}
 */
public record Refusal(
        String formation,
        String tenant,
        String user,
        String actor,
        String route,
        String result,
        String address,
        String requestId) {}
