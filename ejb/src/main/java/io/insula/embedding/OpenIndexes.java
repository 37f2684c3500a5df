package io.insula.embedding;

import io.insula.embedding.IndexPlaces.Tenant;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * The indexes that are open, so many at most: the one that was not used for longest is closed. An index that cannot be
 * read is thrown away, and the next one begins anew: everything in it can be read from the database again.
 */
final class OpenIndexes implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OpenIndexes.class.getName());

    private final IndexPlaces places;
    private final int most;
    private final long bytes;
    private final Duration keep;
    private final Map<Tenant, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);

    OpenIndexes(IndexPlaces places, int most, long bytes, Duration keep) {
        this.places = places;
        this.most = most;
        this.bytes = bytes;
        this.keep = keep;
    }

    /** What is done with an index. */
    @FunctionalInterface
    interface Use<T> {
        T with(TenantIndex index) throws IOException;
    }

    /** Uses the tenant's index; {@code lost} is the answer when it turns out to be unreadable. */
    <T> T use(Tenant tenant, Use<T> use, T lost) {
        Slot slot = enter(tenant);
        try {
            return use.with(slot.index());
        } catch (IOException | IllegalStateException unreadable) {
            LOG.log(Level.WARNING, "The index of a tenant cannot be used and is thrown away", unreadable);
            spoil(slot);
            return lost;
        } finally {
            leave(slot);
        }
    }

    /** Whether there is anything to use: an index that is open, or one on the disk. */
    synchronized boolean holds(Tenant tenant) {
        return slots.containsKey(tenant) || places.holds(tenant);
    }

    /** Closes all; what is still in use closes when it is left. */
    @Override
    public synchronized void close() {
        List.copyOf(slots.values()).forEach(this::retire);
    }

    private synchronized Slot enter(Tenant tenant) {
        Slot slot = slots.computeIfAbsent(tenant, Slot::new);
        slot.users++;
        // The one not used for longest stands first.
        List<Slot> idle =
                slots.values().stream().filter(each -> each.users == 0).toList();
        idle.stream().limit(Math.max(0, slots.size() - most)).forEach(this::retire);
        return slot;
    }

    private synchronized void leave(Slot slot) {
        slot.users--;
        if (slot.retired && slot.users == 0) {
            slot.end();
        }
    }

    private synchronized void spoil(Slot slot) {
        slot.spoiled = true;
        retire(slot);
    }

    private synchronized void retire(Slot slot) {
        slots.remove(slot.tenant, slot);
        slot.retired = true;
        if (slot.users == 0) {
            slot.end();
        }
    }

    /** Whose indexes are open, that which was not used for longest first. */
    synchronized List<Tenant> tenants() {
        return List.copyOf(slots.keySet());
    }

    /** Throws away what was not opened for long. */
    void tidy() {
        try {
            places.age(keep, Set.copyOf(tenants()));
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "Old indexes cannot be thrown away", failed);
        }
    }

    /** One index from its opening to its end. Counted and retired under the monitor of all, opened under its own. */
    private final class Slot {

        private final Tenant tenant;
        private int users;
        private boolean retired;
        private boolean spoiled;
        private boolean elsewhere;
        private TenantIndex index;

        private Slot(Tenant tenant) {
            this.tenant = tenant;
        }

        private synchronized TenantIndex index() throws IOException {
            if (index == null) {
                places.trim(bytes, Set.copyOf(tenants()));
                index = open();
            }
            return index;
        }

        private TenantIndex open() throws IOException {
            Directory directory = places.open(tenant);
            try {
                return new TenantIndex(directory);
            } catch (LockObtainFailedException taken) {
                directory.close();
                elsewhere = true;
                LOG.log(Level.WARNING, "Another process holds the index of a tenant; this one is kept in memory");
                return new TenantIndex(new ByteBuffersDirectory());
            } catch (IOException | RuntimeException unreadable) {
                directory.close();
                LOG.log(Level.WARNING, "The index of a tenant cannot be opened and is built anew", unreadable);
                places.discard(tenant);
                return new TenantIndex(places.open(tenant));
            }
        }

        private synchronized void end() {
            try {
                if (index != null) {
                    index.close();
                    places.left(tenant);
                }
            } catch (IOException | IllegalStateException failed) {
                LOG.log(Level.FINE, "The index of a tenant did not close", failed);
                spoiled = true;
            }
            try {
                if (spoiled && !elsewhere) {
                    places.discard(tenant);
                }
            } catch (IOException failed) {
                LOG.log(Level.WARNING, "The index of a tenant cannot be thrown away", failed);
            }
        }
    }
}
