/**
 * Requests that carry an idempotency key: each is reserved in a committed row before it is done, and answered from that
 * row ever after. What it changes is fenced: an attempt that lost its reservation to a later one cannot commit.
 */
package io.insula.idempotency;
