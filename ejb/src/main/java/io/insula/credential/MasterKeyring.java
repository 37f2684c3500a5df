package io.insula.credential;

import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;

/**
 * The master keys of this node. Their file is read again when it has changed, and when a key is met that is not known, so
 * that keys are rotated without a restart. A file that turns bad while the server runs leaves it with the keys it has.
 */
@ApplicationScoped
public class MasterKeyring {

    private static final Logger LOG = System.getLogger(MasterKeyring.class.getName());
    private static final Duration LATER = Duration.ofSeconds(5);

    private final MasterKeyConfiguration configuration;

    private volatile Reading reading;

    /** What the container's proxy is made with. */
    MasterKeyring() {
        this(null);
    }

    @Inject
    MasterKeyring(MasterKeyConfiguration configuration) {
        this.configuration = configuration;
    }

    /** When the file last changed, as far as a look from outside tells. */
    private record Stamp(FileTime changed, long size, Object file) {}

    /**
     * What the file held.
     *
     * @param fault why the file could not be read when it was last tried; null if all is well
     */
    private record Reading(Stamp stamp, MasterKeys keys, String fault) {}

    /**
     * The key that wraps.
     *
     * @throws VaultKeysException if no keys were ever read
     */
    MasterKey active() {
        return current().keys().active();
    }

    /**
     * The key of that id.
     *
     * @throws PlatformException SERVICE_UNAVAILABLE if this node does not have it
     */
    MasterKey named(String id) {
        Optional<MasterKey> known = current().keys().find(id);
        if (known.isEmpty()) {
            known = read().keys().find(id);
        }
        return known.orElseThrow(() -> {
            LOG.log(Level.ERROR, "The vault lacks the master key {0}, which secrets are wrapped with", id);
            return PlatformException.unavailable("This node lacks a key of the vault; its log says which", LATER);
        });
    }

    /** What is wrong with the keys; empty if they can be used. */
    public Optional<String> fault() {
        try {
            return Optional.ofNullable(current().fault());
        } catch (VaultKeysException e) {
            return Optional.of(e.getMessage());
        }
    }

    private Reading current() {
        Reading known = reading;
        return known != null && known.stamp().equals(stamp(configuration.source())) ? known : read();
    }

    private synchronized Reading read() {
        MasterKeySource source = configuration.source();
        Stamp stamp = stamp(source);
        try {
            reading = new Reading(stamp, source.read(), null);
        } catch (VaultKeysException e) {
            if (reading == null) {
                throw e;
            }
            LOG.log(Level.ERROR, "The keys of the vault stay as they were: {0}", e.getMessage());
            reading = new Reading(stamp, reading.keys(), e.getMessage());
        }
        return reading;
    }

    private static Stamp stamp(MasterKeySource source) {
        try {
            BasicFileAttributes seen = Files.readAttributes(source.file(), BasicFileAttributes.class);
            return new Stamp(seen.lastModifiedTime(), seen.size(), seen.fileKey());
        } catch (IOException e) {
            return new Stamp(FileTime.fromMillis(0), -1, null);
        }
    }
}
