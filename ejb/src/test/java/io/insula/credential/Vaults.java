package io.insula.credential;

import io.insula.credential.Owner.Label;
import io.insula.postgres.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A database whose vault belongs to one test, and the file of its master keys. */
final class Vaults {

    static final String FORMATION = "vaulted";
    static final String TENANT = "tnt_vaulted";
    static final byte[] PLAIN = {1, 2, 3};

    private static final String EMPTY =
            """
            delete from insula.credential; delete from insula.vault_key;
            delete from insula.formation_secret; delete from insula.formation_key;
            insert into insula.tenant values ('tnt_vaulted', 'vaulted', 'active', now()) on conflict do nothing;
            insert into insula.membership values ('tnt_vaulted', 'vaulted', 'vaulted', 'active', now())
                on conflict do nothing;
            """;

    private final Path file;

    Vaults(Path directory) {
        file = directory.resolve("vault.keys");
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            byte[] key = AuthenticatedCipher.random(AuthenticatedCipher.KEY_BYTES);
            Files.writeString(file, "active=one\none=" + Base64.getEncoder().encodeToString(key) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return file;
    }

    MasterKeys keys() {
        return new KeyFile(file.toString()).read();
    }

    static void empty() throws SQLException {
        run(EMPTY);
    }

    static Owner user(int number) {
        return new Owner(FORMATION, TENANT, "usr_" + number);
    }

    /** Users from a number on, each with a credential under seal, as a server would have made them. */
    void keep(int from, int to) throws SQLException {
        try (Connection connection =
                TestDatabase.instance().superuserDataSource().getConnection()) {
            connection.setAutoCommit(false);
            MasterKey active = keys().active();
            for (int number = from; number < to; number++) {
                keep(connection, active, number);
            }
            connection.commit();
        }
    }

    private static void keep(Connection connection, MasterKey active, int number) throws SQLException {
        Owner owner = user(number);
        byte[] secret = AuthenticatedCipher.random(AuthenticatedCipher.KEY_BYTES);
        Sealed sealed = VaultKey.derive(secret, owner, 1).seal(PLAIN, label(number));
        change(
                connection,
                "insert into insula.app_user values (?, ?, ?, 'active', now()) on conflict do nothing",
                TENANT,
                FORMATION,
                owner.user());
        change(
                connection,
                "insert into insula.vault_key values (?, ?, ?, 1, ?, ?, 1, now())",
                TENANT,
                FORMATION,
                owner.user(),
                active.id(),
                active.wrap(secret, owner, 1));
        change(
                connection,
                "insert into insula.credential values (?, ?, ?, ?, 'github', 'github', 'default', '***', 1, now(), now())",
                TENANT,
                FORMATION,
                label(number).id(),
                owner.user());
        change(
                connection,
                "insert into insula.credential_sealed values (?, ?, ?, ?, 1, ?, ?)",
                TENANT,
                FORMATION,
                owner.user(),
                label(number).id(),
                sealed.nonce(),
                sealed.bytes());
    }

    /** What the product does last of all when it erases a user. */
    static void erase(int number) throws SQLException {
        try (Connection connection = TestDatabase.instance().appDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select insula_context.bind('insula_user', 'vaulted', 'tnt_vaulted', 'usr_" + number + "')");
            statement.execute("select insula_context.erase_rows(null)");
            connection.commit();
        }
    }

    /** Puts a copy into the place of what is sealed there, as nobody can whom a policy binds. */
    static void putBack(int number, Sealed copy) throws SQLException {
        try (Connection connection =
                TestDatabase.instance().superuserDataSource().getConnection()) {
            change(
                    connection,
                    "update insula.credential_sealed set nonce = ?, sealed = ? where credential_id = ?",
                    copy.nonce(),
                    copy.bytes(),
                    label(number).id());
        }
    }

    /** The first user's secret in another wrapping, as a server would have put it there. */
    static void wrapAgain(String masterId, byte[] wrapped) {
        try (Connection connection =
                TestDatabase.instance().superuserDataSource().getConnection()) {
            change(
                    connection,
                    "update insula.vault_key set master_id = ?, wrapped = ? where user_id = 'usr_0'",
                    masterId,
                    wrapped);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Label label(int number) {
        return new Label("cred_" + number, "github", "default", 1);
    }

    static void run(String sql) throws SQLException {
        try (Connection connection =
                        TestDatabase.instance().superuserDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<String> look(String sql) throws SQLException {
        try (Connection connection =
                        TestDatabase.instance().superuserDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }

    static byte[] bytes(String sql) throws SQLException {
        try (Connection connection =
                        TestDatabase.instance().superuserDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBytes(1);
        }
    }

    private static void change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
