package io.insula.credential;

import io.insula.credential.VaultTable.Wrapped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes another master key the active one and puts every wrapped secret into its wrapping, while servers go on. What is
 * sealed stays as it is. Each wrapping is a step of its own: whoever is interrupted goes on where he was, because what
 * hangs on an old key says so.
 */
final class VaultRotation {

    private static final int BATCH = 500;

    private final VaultTable table;
    private final KeyFile file;
    private final Consumer<String> progress;
    private final Clock clock;

    VaultRotation(VaultTable table, KeyFile file, Consumer<String> progress, Clock clock) {
        this.table = table;
        this.file = file;
        this.progress = progress;
        this.clock = clock;
    }

    /** Goes on with what was begun; only where nothing was, another key is made. */
    void rotate() throws SQLException {
        if (isDone(file.read().active(), false)) {
            progress.accept("The key " + file.add(LocalDate.now(clock)) + " is active from now on");
        } else {
            progress.accept("Going on with the key " + file.read().active().id());
        }
        wrapAll();
        progress.accept(
                "Every wrapped secret hangs on the key " + file.read().active().id()
                        + ". The old keys open backups from before; when none is needed any more, vault rotate --drop-old"
                        + " removes them");
    }

    /** Finishes what was begun, and keeps the active key alone. */
    void dropOld() throws SQLException {
        wrapAll();
        file.dropOthers();
        progress.accept("The key " + file.read().active().id() + " is the only one now");
    }

    /** A server that had not noticed yet may have wrapped with an old key meanwhile, so it ends when none is left. */
    private void wrapAll() throws SQLException {
        MasterKeys keys = file.read();
        do {
            long broken = pass(keys);
            if (broken > 0) {
                throw new VaultMaintenanceException(broken
                        + " wrapped secrets do not open and stay as they are; insula.jar vault check names what they"
                        + " seal. No key was removed");
            }
        } while (!isDone(keys.active(), true));
    }

    private long pass(MasterKeys keys) throws SQLException {
        long total = others(table.masters(false), keys.active().id());
        long done = 0;
        long broken = 0;
        Owner after = Wrapped.FIRST;
        List<Wrapped> batch = table.toWrap(keys.active().id(), after, BATCH);
        while (!batch.isEmpty()) {
            for (Wrapped each : batch) {
                if (!wrap(keys, each)) {
                    broken++;
                }
            }
            done += batch.size();
            progress.accept(done + " of " + Math.max(total, done) + " wrapped anew");
            after = batch.get(batch.size() - 1).owner();
            batch = table.toWrap(keys.active().id(), after, BATCH);
        }
        return broken;
    }

    /** Whether it opened; where somebody else was faster with it, another pass sees to what he left. */
    private boolean wrap(MasterKeys keys, Wrapped each) throws SQLException {
        Optional<MasterKey> old = keys.find(each.masterId());
        if (old.isEmpty()) {
            return false;
        }
        byte[] secret;
        try {
            secret = old.get().unwrap(each.wrapped().bytes(), each.owner(), each.generation());
        } catch (BrokenSealException e) {
            return false;
        }
        try {
            table.wrap(each, keys.active().id(), keys.active().wrap(secret, each.owner(), each.generation()));
            return true;
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private boolean isDone(MasterKey active, boolean patiently) throws SQLException {
        return others(table.masters(patiently), active.id()) == 0;
    }

    private static long others(Map<String, Long> masters, String active) {
        return masters.entrySet().stream()
                .filter(each -> !each.getKey().equals(active))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
