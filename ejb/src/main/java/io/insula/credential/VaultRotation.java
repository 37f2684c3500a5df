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

    /**
     * What hangs on which key.
     *
     * @param active on the active one, and opens
     * @param others on another, and opens
     * @param broken does not open: its key is not in the file, or is another one of that id, or its bytes were changed
     */
    private record Survey(long active, long others, long broken) {}

    /** Goes on with what was begun; only where nothing was, another key is made. */
    void rotate() throws SQLException {
        Survey before = survey(file.read());
        if (before.others() > 0) {
            progress.accept("Going on with the key " + file.read().active().id());
        } else if (before.active() == 0 && before.broken() > 0) {
            throw new VaultMaintenanceException("None of the " + before.broken()
                    + " wrapped secrets opens with the keys in " + file.file() + ". No key was made");
        } else {
            progress.accept("The key " + file.add(LocalDate.now(clock)) + " is active from now on");
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
        byte[] before = file.dropOthers();
        boolean done = false;
        try {
            progress.accept("The old keys are out of the file; looking once more for what hangs on them");
            String active = file.read().active().id();
            done = others(table.masters(true), active) == 0;
        } finally {
            if (!done) {
                file.restore(before);
            }
            Arrays.fill(before, (byte) 0);
        }
        if (!done) {
            throw new VaultMaintenanceException(
                    "A server has wrapped with an old key meanwhile, so that all keys were put"
                            + " back. Run it again once every node has the new file");
        }
        progress.accept("The key " + file.read().active().id() + " is the only one now");
    }

    /** A server that had not noticed yet may have wrapped with an old key meanwhile, so it ends when none is left. */
    private void wrapAll() throws SQLException {
        MasterKeys keys = file.read();
        Survey after;
        do {
            pass(keys);
            // Waits for what is being written.
            table.masters(true);
            after = survey(keys);
        } while (after.others() > 0);
        if (after.broken() > 0) {
            throw new VaultMaintenanceException(after.broken()
                    + " wrapped secrets do not open and stay as they are, all others hang on the key "
                    + keys.active().id() + "; insula.jar vault check names what they seal. No key was removed");
        }
    }

    /** Also opens what names the active key already: another file may have another key of that name. */
    private Survey survey(MasterKeys keys) throws SQLException {
        long active = 0;
        long others = 0;
        long broken = 0;
        List<Wrapped> batch = table.wrapped(Wrapped.FIRST, BATCH);
        while (!batch.isEmpty()) {
            for (Wrapped each : batch) {
                if (!opens(keys, each)) {
                    broken++;
                } else if (each.masterId().equals(keys.active().id())) {
                    active++;
                } else {
                    others++;
                }
            }
            batch = table.wrapped(batch.get(batch.size() - 1).owner(), BATCH);
        }
        return new Survey(active, others, broken);
    }

    private void pass(MasterKeys keys) throws SQLException {
        long total = others(table.masters(false), keys.active().id());
        long done = 0;
        List<Wrapped> batch = table.toWrap(keys.active().id(), Wrapped.FIRST, BATCH);
        while (!batch.isEmpty()) {
            for (Wrapped each : batch) {
                done += wrap(keys, each) ? 1 : 0;
            }
            progress.accept(done + " of " + Math.max(total, done) + " wrapped anew");
            batch = table.toWrap(keys.active().id(), batch.get(batch.size() - 1).owner(), BATCH);
        }
    }

    private static boolean opens(MasterKeys keys, Wrapped each) {
        Optional<byte[]> secret = secret(keys, each);
        secret.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        return secret.isPresent();
    }

    /** Whether it opened; where somebody else was faster with it, another pass sees to what he left. */
    private boolean wrap(MasterKeys keys, Wrapped each) throws SQLException {
        Optional<byte[]> opened = secret(keys, each);
        if (opened.isEmpty()) {
            return false;
        }
        byte[] secret = opened.get();
        try {
            table.wrap(each, keys.active().id(), keys.active().wrap(secret, each.owner(), each.generation()));
            return true;
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static Optional<byte[]> secret(MasterKeys keys, Wrapped each) {
        try {
            return keys.find(each.masterId())
                    .map(key -> key.unwrap(each.wrapped().bytes(), each.owner(), each.generation()));
        } catch (BrokenSealException e) {
            return Optional.empty();
        }
    }

    private static long others(Map<String, Long> masters, String active) {
        return masters.entrySet().stream()
                .filter(each -> !each.getKey().equals(active))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
