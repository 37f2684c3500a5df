package io.insula.identity.rest;

/**
 * Who stands behind an identifier.
 *
 * @param created whether the user was made for it just now
 */
public record ResolvedUser(String identifier, String muxiUserId, boolean created) {}
