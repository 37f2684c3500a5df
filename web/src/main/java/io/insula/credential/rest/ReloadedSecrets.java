package io.insula.credential.rest;

/**
 * That every node reads the secrets anew.
 *
 * @param count how many are kept in the vault
 */
public record ReloadedSecrets(boolean reloaded, long count) {}
