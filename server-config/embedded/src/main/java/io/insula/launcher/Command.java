package io.insula.launcher;

/** What the launcher can be asked to do. */
enum Command {
    RUN,
    MIGRATE,
    VERSION,
    HELP
}
