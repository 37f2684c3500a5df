package io.insula.client;

/**
 * Something in a trail that is not as it was sealed.
 *
 * @param kind {@code changed}, {@code missing}, {@code swapped}, {@code forged}, {@code cut}, {@code inserted} or
 *     {@code late}
 * @param position null for what is in no chain
 * @param entryId null where nothing is left to tell it
 */
public record AuditFault(String kind, Long position, String entryId, String message) {}
