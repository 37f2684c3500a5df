package io.insula.credential;

import io.insula.credential.VaultTable.Row;
import io.insula.credential.VaultTable.Wrapped;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens all that is sealed and looks at none of it: whether the keys at hand fit what lies in the database. */
final class VaultCheck {

    private static final int BATCH = 200;
    private static final int MOST_NAMED = 20;

    private final VaultTable table;
    private final MasterKeys keys;
    private final Consumer<String> progress;
    private long opened;
    private long failed;

    VaultCheck(VaultTable table, MasterKeys keys, Consumer<String> progress) {
        this.table = table;
        this.keys = keys;
        this.progress = progress;
    }

    /** Whether all of it opens. */
    boolean run() throws SQLException {
        List<Row> rows = table.sealed(null, BATCH);
        while (!rows.isEmpty()) {
            rows.forEach(this::count);
            rows = table.sealed(rows.get(rows.size() - 1), BATCH);
        }
        progress.accept(opened + " secrets opened, " + failed + " failed");
        return failed == 0;
    }

    private void count(Row row) {
        if (opens(row)) {
            opened++;
            return;
        }
        failed++;
        if (failed <= MOST_NAMED) {
            progress.accept("does not open: " + row.words());
        }
    }

    private boolean opens(Row row) {
        Wrapped wrapped = row.key();
        if (row.sealed() == null || wrapped == null || wrapped.generation() != row.generation()) {
            return false;
        }
        Optional<MasterKey> master = keys.find(wrapped.masterId());
        if (master.isEmpty()) {
            return false;
        }
        try {
            byte[] plain = master.get()
                    .open(wrapped.wrapped().bytes(), row.owner(), wrapped.generation())
                    .open(row.sealed(), row.label());
            Arrays.fill(plain, (byte) 0);
            return true;
        } catch (BrokenSealException e) {
            return false;
        }
    }
}
