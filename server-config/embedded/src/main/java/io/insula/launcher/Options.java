package io.insula.launcher;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The choices of one command line, defaults filled in.
 *
 * @param databaseUrl a PostgreSQL of the house; absent: the embedded one
 * @param file what to evaluate
 */
record Options(
        int port,
        Path data,
        Path formations,
        Optional<DatabaseAddress> databaseUrl,
        Optional<Path> databasePasswordFile,
        Optional<Path> ownerPasswordFile,
        boolean check,
        boolean printRoles,
        Optional<Path> file) {}
