package io.insula.client;

/** Who stands behind an identifier, and whether the user was made for it just now. */
public record ResolvedUser(String muxiUserId, boolean created) {}
