/**
 * Who is asking, and the wall that follows from it: the immutable {@code TenantContext} and its binding to the
 * transaction of JPA and PostgreSQL; the tenants of a formation and their life.
 *
 * <p>{@code EndedLogins} knows which logins their issuer has ended. Whatever stands for a login, a token or a session in a
 * browser, is asked for by issuer, subject, session and the time at which the issuer said so (the {@code iat} of the token
 * that it began with), and counts only as of the epochs that came with the answer: each ending raises those of the
 * tenants that know the subject.
 */
package io.insula.tenant;
