/**
 * Starts and stops everything that one deployment consists of: the database, its migration, the server, the application.
 *
 * <p>The application never learns the owner's password: the schema is migrated by a process of its own that has ended
 * before the first request is served. Payara Micro is loaded by a class loader that does not see this package or its
 * libraries, so that the application meets one JDBC driver only: its own.
 */
package io.insula.launcher;
