package io.insula.access;

/**
 * The tenant that somebody is bound to.
 *
 * @param id its internal id; null where only its name is known, until it is resolved
 * @param active whether it might act when it was looked up
 */
public record BoundTenant(String id, String slug, boolean active) {}
