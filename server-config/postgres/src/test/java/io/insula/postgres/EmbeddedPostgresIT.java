package io.insula.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    @TempDir
    private static Path directory;

    private static Cluster cluster;

    @BeforeAll
    static void initialise() throws IOException {
        cluster = new Cluster(directory.resolve("data"));
        cluster.start();
        cluster.migrations().migrate();
    }

    @AfterAll
    static void end() throws IOException {
        cluster.close();
    }

    @BeforeEach
    void start() {
        cluster.start();
    }

    @Test
    void keepsPasswordsToTheirOwner() throws IOException {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(cluster.data().keys())))
                .isEqualTo("rwx------");
        for (PasswordFile file : List.of(
                cluster.data().superuserPassword(),
                cluster.data().ownerPassword(),
                cluster.data().appPassword(),
                cluster.data().backupPassword())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keepsDataAndPortOverARestart() throws SQLException {
        cluster.asOwner("INSERT INTO insula.note VALUES ('restart', 'kept')");
        int port = cluster.postgres().port();
        cluster.stop();
        assertThat(cluster.data().cluster().resolve("postmaster.pid")).doesNotExist();
        cluster.start();
        assertThat(cluster.postgres().port()).isEqualTo(port);
        assertThat(note("restart")).containsExactly("kept");
    }

    @Test
    void takesOverFromAServerThatOutlivedItsLauncher() throws SQLException, IOException {
        cluster.asOwner("INSERT INTO insula.note VALUES ('orphan', 'kept')");
        String orphan = cluster.pid();
        cluster.start();
        assertThat(cluster.pid()).isNotEqualTo(orphan);
        assertThat(ProcessHandle.of(Long.parseLong(orphan)).filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(note("orphan")).containsExactly("kept");
    }

    @Test
    void startsAlthoughAStalePidFileNamesAStranger() throws SQLException, IOException {
        cluster.stop();
        Path pidFile = cluster.data().cluster().resolve("postmaster.pid");
        Files.writeString(
                pidFile, ProcessHandle.current().pid() + "\n" + cluster.data().cluster() + "\n");
        cluster.start();
        assertThat(cluster.asSuperuser("SELECT 1")).containsExactly("1");
    }

    @Test
    void recoversAfterTheServerItselfWasKilled() throws Exception {
        cluster.asOwner("INSERT INTO insula.note VALUES ('killed', 'kept')");
        ProcessHandle server = ProcessHandle.of(Long.parseLong(cluster.pid())).orElseThrow();
        server.destroyForcibly();
        server.onExit().get();
        cluster.start();
        assertThat(note("killed")).containsExactly("kept");
    }

    @Test
    void refusesADatabaseOfAnotherVersion() throws IOException {
        cluster.stop();
        Path versionFile = cluster.data().cluster().resolve("PG_VERSION");
        Files.writeString(versionFile, "16\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(cluster.data(), line -> {}))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("written by PostgreSQL 16")
                .hasMessageContaining(cluster.data().cluster().toString());
        Files.writeString(versionFile, "17\n");
    }

    @Test
    void tellsWhatMigrationsWouldRun() throws SQLException {
        cluster.asSuperuser("DROP SCHEMA insula CASCADE");
        Migrations migrations = cluster.migrations();
        assertThat(migrations.check()).containsExactly(new Migrations.PendingMigration("1", "note"));
        assertThat(migrations.migrate()).isEqualTo(new Migrations.Migrated("1", 1));
        assertThat(migrations.check()).isEmpty();
        assertThat(migrations.migrate()).isEqualTo(new Migrations.Migrated("1", 0));
    }

    private static List<String> note(String id) throws SQLException {
        return cluster.asOwner("SELECT body FROM insula.note WHERE id = '" + id + "'");
    }
}
