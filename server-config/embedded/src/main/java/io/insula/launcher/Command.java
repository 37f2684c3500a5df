package io.insula.launcher;

/** What the launcher can be asked to do. */
enum Command {
    RUN,
    MIGRATE,
    EVAL,
    VERSION,
    HELP
}
