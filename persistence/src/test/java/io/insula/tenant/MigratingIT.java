package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.postgres.DataDirectory;
import io.insula.postgres.EmbeddedPostgres;
import io.insula.postgres.Migrations;
import io.insula.postgres.Migrations.Migrated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Operators and deployments that migrate: at the same moment, with an old build, over a history that was changed. They share
 * one cluster; each has a database of its own in it, always under the one name that the cluster lets anybody in by.
 */
class MigratingIT {

    @TempDir
    static Path directory;

    private static DataDirectory data;
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        data = DataDirectory.open(directory.resolve("data"));
        // Unpacked once for all tests of the module.
        Path programs =
                Files.createDirectories(Path.of("target", "test-postgres").toAbsolutePath());
        Files.createSymbolicLink(data.root().resolve("postgres"), programs);
        postgres = EmbeddedPostgres.start(data, progress -> {});
    }

    @AfterAll
    static void end() throws IOException {
        postgres.close();
        data.close();
        Files.delete(data.root().resolve("postgres"));
    }

    @BeforeEach
    void aDatabaseThatNobodyMigrated() throws SQLException {
        String elsewhere = postgres.url().replaceFirst("/insula$", "/postgres");
        perform(elsewhere, "drop database insula with (force)");
        perform(elsewhere, "create database insula owner insula_owner encoding 'UTF8' template template0");
    }

    @Test
    void bothEndWellAndEachMigrationRanOnce() throws Exception {
        int all = migrations().check().size();
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Migrated> migrating = () -> {
            Migrations migrations = migrations();
            together.await(30, TimeUnit.SECONDS);
            return migrations.migrate();
        };
        ExecutorService operators = Executors.newFixedThreadPool(2);
        try {
            Future<Migrated> first = operators.submit(migrating);
            Future<Migrated> second = operators.submit(migrating);

            Migrated one = first.get(2, TimeUnit.MINUTES);
            Migrated other = second.get(2, TimeUnit.MINUTES);
            assertThat(one.version()).isEqualTo(other.version());
            assertThat(one.ran() + other.ran()).isEqualTo(all);
        } finally {
            operators.shutdownNow();
        }
        assertThat(migrations().check()).isEmpty();
        assertThat(rows()).isEqualTo(all + " rows, " + all + " versions, all well: t");
    }

    /** A deployment step with an old build must end badly: its nodes would not start. */
    @Test
    void aNewerSchemaIsNotTakenForGood() throws SQLException {
        migrations().migrate();
        pretend("insert into insula.flyway_schema_history (installed_rank, version, description, type, script,"
                + " installed_by, execution_time, success) values (999, '999', '', 'SQL', '', '', 0, true)");

        assertThatThrownBy(migrations()::migrate).hasMessageContaining("version 999, which this build does not know");
        assertThatThrownBy(migrations()::check).hasMessageContaining("version 999, which this build does not know");
    }

    @Test
    void checkingFindsWhatMigratingWouldRefuse() throws SQLException {
        migrations().migrate();
        pretend("update insula.flyway_schema_history set checksum = checksum + 1 where version = '001'");

        assertThatThrownBy(migrations()::migrate).hasMessageContaining("checksum mismatch");
        assertThatThrownBy(migrations()::check).hasMessageContaining("checksum mismatch");
    }

    @Test
    void whoIsNotLetInIsToldSoInOneLine() {
        Migrations strange = new Migrations(postgres.url(), "not the password");

        assertThatThrownBy(strange::check)
                .hasMessageMatching("The schema cannot be checked: FATAL: .*\"insula_owner\" \\(SQL state 28P01\\)");
    }

    private void pretend(String sql) throws SQLException {
        perform(postgres.url(), sql);
    }

    private static void perform(String where, String sql) throws SQLException {
        try (Connection connection = superuser(where);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static Connection superuser(String where) throws SQLException {
        return DriverManager.getConnection(
                where, "postgres", data.superuserPassword().read());
    }

    private Migrations migrations() {
        return new Migrations(postgres.url(), data.ownerPassword().read());
    }

    private String rows() throws SQLException {
        try (Connection connection = superuser(postgres.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*), count(distinct version), bool_and(success)"
                        + " from insula.flyway_schema_history where version is not null")) {
            row.next();
            return row.getString(1) + " rows, " + row.getString(2) + " versions, all well: " + row.getString(3);
        }
    }
}
