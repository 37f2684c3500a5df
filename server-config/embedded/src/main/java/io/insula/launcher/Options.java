package io.insula.launcher;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The choices of one command line, defaults filled in.
 *
 * @param databaseUrl a PostgreSQL of the house; absent: the embedded one
 * @param file what to evaluate
 * @param before audit entries that were sealed before this are removed
 * @param tenant the only tenant whose audit entries are, absent: all; or the one that is shredded
 * @param vault what is to be done to the vault
 */
record Options(
        ListenAddress listen,
        int port,
        Path data,
        Path formations,
        Optional<DatabaseAddress> databaseUrl,
        Optional<Path> databasePasswordFile,
        Optional<Path> ownerPasswordFile,
        boolean check,
        boolean printRoles,
        Optional<Path> file,
        Optional<Instant> before,
        Optional<String> tenant,
        VaultOptions vault) {}
