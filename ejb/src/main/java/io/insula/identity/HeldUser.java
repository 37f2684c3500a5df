package io.insula.identity;

/** A user of whom a node keeps something outside the database. */
public record HeldUser(String formation, String tenantId, String userId) {}
