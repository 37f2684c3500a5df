package io.insula.client;

/** Whose a proven identifier is now. */
record ProvenIdentifier(String muxiUserId, boolean linked) {}
