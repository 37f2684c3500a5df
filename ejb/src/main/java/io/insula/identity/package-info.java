/**
 * The users of a tenant and the identifiers by which the outside world calls them. An identifier has exactly one written
 * form here; two that merely look alike stay two users.
 */
package io.insula.identity;
