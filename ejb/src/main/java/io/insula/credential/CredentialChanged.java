package io.insula.credential;

/**
 * News that a user's credential for a service was made, replaced or deleted, fired inside the transaction that does it.
 *
 * @param service as its user wrote it
 */
public record CredentialChanged(String tenantId, String formation, String userId, String service) {}
