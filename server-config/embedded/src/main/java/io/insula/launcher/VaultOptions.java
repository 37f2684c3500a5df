package io.insula.launcher;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be done to the vault.
 *
 * @param keys the file of master keys; absent: that of the data directory
 * @param formation of the tenant that is shredded
 * @param dropOld whether old master keys are removed instead of a new one made
 * @param yes whether whoever shreds has said that they mean it
 */
record VaultOptions(Optional<Path> keys, Optional<String> formation, boolean dropOld, boolean yes) {}
