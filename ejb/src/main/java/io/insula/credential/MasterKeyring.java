package io.insula.credential;

import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
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

    /**
     * What the file held.
     *
     * @param stamp how the file looked from outside
     * @param fault why the file could not be read when it was last tried; null if all is well
     */
    private record Reading(Map<String, Object> stamp, MasterKeys keys, String fault) {}

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
        return find(id).orElseThrow(() -> {
            LOG.log(Level.ERROR, "The vault lacks the master key {0}, which secrets are wrapped with", id);
            return PlatformException.unavailable("This node lacks a key of the vault; its log says which", LATER);
        });
    }

    /** The key of that id, even if it came but now; empty if this node does not have it. */
    Optional<MasterKey> find(String id) {
        Optional<MasterKey> known = current().keys().find(id);
        return known.isPresent() ? known : read().keys().find(id);
    }

    /**
     * The key of an owner.
     *
     * @throws PlatformException SERVICE_UNAVAILABLE if this node does not have its master key, or another one of that name
     */
    VaultKey open(String id, byte[] wrapped, Owner owner, int generation) {
        try {
            return named(id).open(wrapped, owner, generation);
        } catch (BrokenSealException e) {
            throw e.answer(owner);
        }
    }

    /** What is wrong with the keys; empty if they can be used. */
    public Optional<String> fault() {
        try {
            return Optional.ofNullable(current().fault());
        } catch (VaultKeysException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** As long as something is wrong with the file it is tried again: what mends it may not change how it looks. */
    private Reading current() {
        Reading known = reading;
        return known != null && known.fault() == null && known.stamp().equals(stamp(configuration.source()))
                ? known
                : read();
    }

    private synchronized Reading read() {
        MasterKeySource source = configuration.source();
        Map<String, Object> stamp = stamp(source);
        try {
            reading = new Reading(stamp, source.read(), null);
        } catch (VaultKeysException e) {
            if (reading == null) {
                throw e;
            }
            if (!e.getMessage().equals(reading.fault())) {
                LOG.log(Level.ERROR, "The keys of the vault stay as they were: {0}", e.getMessage());
            }
            reading = new Reading(stamp, reading.keys(), e.getMessage());
        }
        return reading;
    }

    private static Map<String, Object> stamp(MasterKeySource source) {
        try {
            return OwnerOnly.look(source.file());
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Map.of();
        }
    }
}
