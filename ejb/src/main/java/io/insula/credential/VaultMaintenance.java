package io.insula.credential;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the vault in order from outside any server, with the password of the schema's owner and the file of master keys.
 * Whoever calls it is loaded apart from it, so that only types of the platform go to and fro.
 */
public final class VaultMaintenance {

    private VaultMaintenance() {}

    /**
     * Puts all wrapped secrets into the wrapping of another master key, or finishes that.
     *
     * @param url JDBC address without user or password
     * @param dropOld whether no key is made, and the old ones are removed once nothing hangs on them
     */
    public static void rotate(String url, String ownerPassword, Path keys, boolean dropOld, Consumer<String> progress) {
        KeyFile file = KeyFile.lookedAfter(keys);
        file.read();
        try (KeyFileLock lock = KeyFileLock.tryLock(keys).orElseThrow(VaultMaintenance::busy)) {
            in(url, ownerPassword, table -> {
                if (!table.lock()) {
                    throw busy();
                }
                VaultRotation rotation = new VaultRotation(table, file, progress, Clock.systemUTC());
                if (dropOld) {
                    rotation.dropOld();
                } else {
                    rotation.rotate();
                }
                return lock;
            });
        }
    }

    private static VaultMaintenanceException busy() {
        return new VaultMaintenanceException(
                "Another rotation of this vault is running, here or on another host; wait until it has ended");
    }

    /** Whether everything opens with these keys; says what does not. */
    public static boolean check(String url, String ownerPassword, Path keys, Consumer<String> progress) {
        MasterKeys masters = KeyFile.lookedAfter(keys).read();
        return in(url, ownerPassword, table -> new VaultCheck(table, masters, progress).run());
    }

    /** Makes what a tenant keeps with a formation unreadable, in all copies of the database that are still to come. */
    public static void shred(
            String url, String ownerPassword, String formation, String tenant, Consumer<String> progress) {
        Optional<VaultTable.Shredded> shredded = in(url, ownerPassword, table -> table.shred(formation, tenant));
        VaultTable.Shredded gone = shredded.orElseThrow(
                () -> new VaultMaintenanceException("The formation " + formation + " has no tenant '" + tenant + "'"));
        progress.accept(gone.keys() + " keys of users shredded, " + gone.credentials() + " credentials removed");
    }

    private static <T> T in(String url, String ownerPassword, Work<T> work) {
        try (VaultTable table = new VaultTable(url, ownerPassword)) {
            return work.with(table);
        } catch (SQLException e) {
            throw new VaultMaintenanceException("The database does not do what the vault needs: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(VaultTable table) throws SQLException;
    }
}
