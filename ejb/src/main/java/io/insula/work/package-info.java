/**
 * Work that outlives its request: a durable queue in PostgreSQL. An item carries who asked for it; a node takes it under
 * a lease, lets the asker in anew and runs it for them, holding no transaction. What was begun and not finished, by a
 * node that fell silent, is taken over by another; the number of the lease keeps the late one from finishing.
 *
 * <p>Other rooms add items in their own transactions by {@code WorkQueue} and do them in a {@code WorkHandler}.
 */
package io.insula.work;
