package io.insula.tenant;

/** News that a tenant is shut out of a formation, fired inside the transaction that does it. */
public record TenantSuspended(String formation, String tenantId) {}
