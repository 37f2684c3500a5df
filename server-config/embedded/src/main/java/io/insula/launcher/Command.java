package io.insula.launcher;

/** What the launcher can be asked to do. */
enum Command {
    RUN,
    MIGRATE,
    AUDIT_PRUNE,
    VAULT_ROTATE,
    VAULT_CHECK,
    VAULT_SHRED,
    EVAL,
    VERSION
}
