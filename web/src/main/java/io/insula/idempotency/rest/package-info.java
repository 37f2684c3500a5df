/**
 * The header {@code X-Muxi-Idempotency-Key} on the routes that take it: a filter reserves the key behind the tenant
 * filter, and what the route answers is kept before it leaves.
 */
package io.insula.idempotency.rest;
