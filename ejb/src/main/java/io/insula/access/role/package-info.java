/**
 * The groups of a tenant, and why somebody may do what: for those who look after roles. What roles grant is decided in the
 * room itself, whoever comes.
 */
package io.insula.access.role;
