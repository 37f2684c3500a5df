package io.insula.idempotency;

/**
 * What became of the attempt to reserve a key.
 *
 * @param reservation the caller's own from now on; null where the request was answered before
 * @param answer what it was answered with; null where it is the caller's to find one
 */
public record Reserving(Reservation reservation, StoredAnswer answer) {}
