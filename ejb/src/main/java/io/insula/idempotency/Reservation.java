package io.insula.idempotency;

/**
 * A key that is reserved for one attempt at one request.
 *
 * @param turnId {@code req_…}, the same over all attempts: what they do is recognised by it
 * @param lease the number of the attempt; a later one has a higher number
 * @param actedOn what an earlier attempt has made or changed already, by its id; null if nothing
 */
public record Reservation(String route, String key, String turnId, long lease, String actedOn) {}
