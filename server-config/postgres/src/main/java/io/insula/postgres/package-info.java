/**
 * The PostgreSQL that Insula brings along, the roles that PostgreSQL is asked to keep apart, and the migrations.
 *
 * <p>The embedded cluster is meant for real data: every write is synced, everyone authenticates by SCRAM, nothing
 * listens beyond loopback. The server runs as a process of its own, detached from the terminal, so that the signal of a
 * Ctrl-C reaches only the launcher, which then stops the database in good order.
 */
package io.insula.postgres;
