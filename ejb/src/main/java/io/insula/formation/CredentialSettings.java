package io.insula.formation;

/**
 * What a user is told whose credential is missing.
 *
 * @param redirect whether it is the formation's own message that tells how to add one
 * @param message that message; empty if there is none
 */
public record CredentialSettings(boolean redirect, String message) {}
