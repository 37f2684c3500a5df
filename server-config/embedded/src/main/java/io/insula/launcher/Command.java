package io.insula.launcher;

/** What the launcher can be asked to do. */
enum Command {
    RUN,
    MIGRATE,
    AUDIT_PRUNE,
    EVAL,
    VERSION,
    HELP
}
