package io.insula.connection;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * All connections of the node, and who may have another one. Where there is no room, one that is idle makes room: the
 * user's own if the user has too many, the tenant's if the tenant has. Is none idle, the caller waits, though not for
 * long and not with too many others.
 */
final class OpenConnections {

    private final ToolConfiguration bounds;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Those that new calls use. */
    private final Map<ToolOwner, Held> current = new HashMap<>();
    /** And those, too old for new calls, that are still in use. */
    private final Set<Held> all = new HashSet<>();

    private final Endings endings = new Endings();

    private int waiting;
    private boolean closed;

    OpenConnections(ToolConfiguration bounds, Clock clock) {
        this.bounds = bounds;
        this.clock = clock;
    }

    /** How many there are, idle ones too. */
    int count() {
        lock.lock();
        try {
            return all.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A place on a connection.
     *
     * @param isNew whether the caller has to make the connection, for itself and all who come meanwhile
     */
    record Seat(Held held, boolean isNew) {}

    /**
     * Takes a seat; whoever takes one leaves it again.
     *
     * @throws OutdatedException if what it was asked with was taken back, be it while it was waited for
     */
    Seat take(ToolOwner owner, boolean program, Entrusted entrusted) {
        lock.lock();
        try {
            long patience = bounds.patience().toNanos();
            while (true) {
                requireCurrent(owner, entrusted);
                Optional<Seat> seat = seat(owner, program, entrusted);
                if (seat.isPresent()) {
                    seat.get().held().enter();
                    return seat.get();
                }
                queue(owner, patience);
                try {
                    patience = changed.awaitNanos(patience);
                } finally {
                    waiting--;
                }
            }
        } catch (InterruptedException e) {
            throw Failures.interrupted(owner.server());
        } finally {
            lock.unlock();
        }
    }

    private void queue(ToolOwner owner, long patience) {
        if (patience <= 0 || waiting >= bounds.waiting()) {
            throw Failures.crowded("Too many calls and programs of tools are under way to wait for " + owner.server());
        }
        waiting++;
    }

    /** Under the lock under which connections are ended, so that an ending comes before or after and not between. */
    private void requireCurrent(ToolOwner owner, Entrusted entrusted) {
        if (isOutdated(owner, entrusted)) {
            throw new OutdatedException(owner.server());
        }
    }

    private boolean isOutdated(ToolOwner owner, Entrusted entrusted) {
        return endings.count(owner.formation(), owner.tenantId(), owner.userId()) != entrusted.endings()
                || !entrusted.declared().getAsBoolean();
    }

    private Optional<Seat> seat(ToolOwner owner, boolean program, Entrusted entrusted) {
        if (closed) {
            throw Failures.ended(owner.server());
        }
        Held held = current.get(owner);
        if (held != null && (held.isOver() || isOld(held))) {
            retire(held);
            held = null;
        }
        if (held != null) {
            return held.users() < bounds.calls() ? Optional.of(new Seat(held, false)) : Optional.empty();
        }
        endAll(owner::replaces);
        if (!hasRoom(owner, program)) {
            return Optional.empty();
        }
        Held made = new Held(owner, program, entrusted, clock.instant());
        current.put(owner, made);
        all.add(made);
        return Optional.of(new Seat(made, true));
    }

    private boolean hasRoom(ToolOwner owner, boolean program) {
        if (!program) {
            return hasRoom(bounds.remote(), held -> !held.isProgram());
        }
        return hasRoom(bounds.perUser(), held -> held.isProgram() && owner.isOfTheUser(held.owner()))
                && hasRoom(bounds.perTenant(), held -> held.isProgram() && owner.isOfTheTenant(held.owner()))
                && hasRoom(bounds.perNode(), Held::isProgram);
    }

    private boolean hasRoom(int most, Predicate<Held> counted) {
        List<Held> those =
                all.stream().filter(counted).filter(held -> !held.isOver()).toList();
        if (those.size() < most) {
            return true;
        }
        Optional<Held> idle = those.stream().filter(held -> held.users() == 0).min(Comparator.comparing(Held::usedAt));
        idle.ifPresent(this::end);
        return idle.isPresent();
    }

    /**
     * Gives a connection that was just made to its place; it may have been ended meanwhile, and is then no more. Nor is it
     * if anything of the user's was ended, though not this: whether it was meant, the next look into the vault tells.
     */
    void attach(Held held, Connection made) {
        lock.lock();
        try {
            held.attach(made);
            if (isOutdated(held.owner(), held.entrusted())) {
                end(held);
            }
        } finally {
            lock.unlock();
        }
    }

    void leave(Held held) {
        lock.lock();
        try {
            held.leave(clock.instant());
            if (held.users() == 0 && (held.isOver() || current.get(held.owner()) != held)) {
                end(held);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody gets it any more; who has it keeps it, unless it is over. */
    private void retire(Held held) {
        current.remove(held.owner(), held);
        if (held.users() == 0 || held.isOver()) {
            end(held);
        }
    }

    void end(Held held) {
        lock.lock();
        try {
            current.remove(held.owner(), held);
            all.remove(held);
            held.end();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often connections of the user and of the tenant were ended. */
    long endings(String formation, String tenantId, String userId) {
        return endings.count(formation, tenantId, userId);
    }

    /** Ends connections of a user, and calls that wait with what was read before. */
    void endUser(String userId, Predicate<ToolOwner> which) {
        lock.lock();
        try {
            endings.ofUser(userId);
            endAll(owner -> owner.userId().equals(userId) && which.test(owner));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The same for all users of a tenant. */
    void endTenant(String formation, String tenantId) {
        lock.lock();
        try {
            endings.ofTenant(formation, tenantId);
            endAll(owner ->
                    owner.formation().equals(formation) && owner.tenantId().equals(tenantId));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a connection could not be had because what it rests on was taken back. */
    boolean isOutdated(Held held) {
        return isOutdated(held.owner(), held.entrusted());
    }

    void endAll(Predicate<ToolOwner> whose) {
        lock.lock();
        try {
            List.copyOf(all).stream().filter(held -> whose.test(held.owner())).forEach(this::end);
        } finally {
            lock.unlock();
        }
    }

    /** Ends what is over, idle or old, and what blocks whoever writes to it. */
    void sweep() {
        lock.lock();
        try {
            Instant idleSince = clock.instant().minus(bounds.idle());
            for (Held held : List.copyOf(all)) {
                held.look();
                boolean idle = held.users() == 0 && held.usedAt().isBefore(idleSince);
                if (idle || held.isOver() || isOld(held)) {
                    retire(held);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isOld(Held held) {
        return held.since().plus(bounds.age()).isBefore(clock.instant());
    }

    int calls(ToolOwner owner) {
        lock.lock();
        try {
            Held held = current.get(owner);
            return held == null ? 0 : held.users();
        } finally {
            lock.unlock();
        }
    }

    List<Running> running() {
        lock.lock();
        try {
            return all.stream()
                    .map(held -> new Running(held.owner(), held.entrusted()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            endAll(owner -> true);
        } finally {
            lock.unlock();
        }
    }
}
