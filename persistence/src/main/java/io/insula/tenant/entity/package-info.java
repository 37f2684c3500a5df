/**
 * What every row of a tenant has in common, and the guard that no loaded row passes unless it belongs to the
 * transaction's tenant.
 */
package io.insula.tenant.entity;
