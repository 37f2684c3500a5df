package io.insula.identity.rest;

/** Whose a proven identifier is now. */
public record ProvenIdentifier(String muxiUserId, boolean linked) {}
