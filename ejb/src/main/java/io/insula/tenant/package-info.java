/**
 * Who is asking, and the wall that follows from it: the immutable {@code TenantContext} and its binding to the
 * transaction of JPA and PostgreSQL; the tenants of a formation and their life.
 */
package io.insula.tenant;
