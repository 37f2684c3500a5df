package io.insula.formation;

import io.insula.tenant.TenantContext;

/**
 * News, in the transaction that makes it so, that another revision of a formation is the active one.
 *
 * @param by who made it so
 * @param formation in that revision, secrets resolved
 */
public record FormationActivated(TenantContext by, Formation formation) {}
