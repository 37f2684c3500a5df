package io.insula.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class EmbeddedPostgresIT {
    private static final Path PROGRAMS = Path.of("target/test-postgres").toAbsolutePath();

    @TempDir
    private Path directory;

    private DataDirectory data;
    private EmbeddedPostgres postgres;

    @BeforeEach
    void start() throws IOException {
        data = DataDirectory.open(directory.resolve("data"));
        Files.createDirectories(PROGRAMS);
        Files.createSymbolicLink(data.binaries(), PROGRAMS);
        postgres = EmbeddedPostgres.start(data, line -> {});
    }

    @AfterEach
    void stop() {
        postgres.close();
        data.close();
    }

    @Test
    void syncsEveryWriteAndListensOnLoopbackOnly() throws SQLException {
        String settings =
                """
                SELECT name || '=' || setting FROM pg_settings
                 WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums',
                                'listen_addresses', 'unix_socket_directories', 'server_encoding')
                 ORDER BY name
                """;
        assertThat(rowsAs("postgres", superuserPassword(), settings))
                .containsExactly(
                        "data_checksums=on",
                        "fsync=on",
                        "full_page_writes=on",
                        "listen_addresses=127.0.0.1",
                        "server_encoding=UTF8",
                        "synchronous_commit=on",
                        "unix_socket_directories=");
    }

    @Test
    void keepsPasswordsToTheirOwner() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.keys())))
                .isEqualTo("rwx------");
        for (PasswordFile file :
                List.of(data.superuserPassword(), data.ownerPassword(), data.appPassword(), data.backupPassword())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void givesItsRolesNoPrivilegeOfTheServer() throws SQLException {
        String privileged =
                """
                SELECT rolname FROM pg_roles
                 WHERE rolname LIKE 'insula%' AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication
                    OR (rolbypassrls AND rolname <> 'insula_backup')
                    OR (rolinherit AND rolname <> 'insula_backup')
                    OR (rolcanlogin AND rolname NOT IN ('insula_owner', 'insula_app', 'insula_backup')))
                """;
        assertThat(rowsAs("postgres", superuserPassword(), privileged)).isEmpty();
    }

    @Test
    void letsNoRoleButTheOwnerOwnAnything() throws SQLException {
        String owners =
                """
                SELECT DISTINCT refobjid::regrole FROM pg_shdepend
                 WHERE deptype = 'o' AND refobjid::regrole::text LIKE 'insula%'
                """;
        assertThat(rowsAs("postgres", superuserPassword(), owners)).containsExactly("insula_owner");
    }

    @Test
    void letsTheApplicationEnterItsScopesAndOnlyThose() throws SQLException {
        String memberships =
                """
                SELECT roleid::regrole || ' ' || inherit_option || ' ' || set_option || ' ' || admin_option
                  FROM pg_auth_members WHERE member = 'insula_app'::regrole ORDER BY 1
                """;
        assertThat(rowsAs("postgres", superuserPassword(), memberships))
                .containsExactly(
                        "insula_gate false true false",
                        "insula_guest false true false",
                        "insula_platform false true false",
                        "insula_tenant false true false",
                        "insula_tenant_content false true false",
                        "insula_user false true false");
        String definers =
                """
                SELECT member::regrole || ' ' || inherit_option || ' ' || set_option FROM pg_auth_members
                 WHERE roleid = 'insula_definer'::regrole
                """;
        assertThat(rowsAs("postgres", superuserPassword(), definers)).containsExactly("insula_owner false true");
    }

    @Test
    void boundsStatementsOfTheApplication() throws SQLException {
        assertThat(rowsAs("insula_app", appPassword(), "SHOW statement_timeout"))
                .containsExactly("30s");
        assertThat(rowsAs("insula_app", appPassword(), "SHOW idle_in_transaction_session_timeout"))
                .containsExactly("1min");
    }

    @Test
    void letsTheBackupReadEverythingAndWriteNothing() throws SQLException {
        migrate();
        String password = data.backupPassword().read();
        assertThat(rowsAs("insula_backup", password, "SELECT count(*) FROM insula.note"))
                .containsExactly("0");
        String write = "INSERT INTO insula.note VALUES ('a', 'b')";
        assertThatThrownBy(() -> executeAs("insula_backup", password, write))
                .hasMessageContaining("read-only transaction");
        assertThatThrownBy(() -> executeAs("insula_backup", password, "SET TRANSACTION READ WRITE; " + write))
                .hasMessageContaining("permission denied");
    }

    @Test
    void hidesTheSchemaFromTheApplication() throws SQLException {
        migrate();
        assertThatThrownBy(() -> rowsAs("insula_app", appPassword(), "SELECT * FROM insula.note"))
                .hasMessageContaining("permission denied for schema insula");
        assertThatThrownBy(() -> executeAs("insula_app", appPassword(), "CREATE TEMP TABLE t (a int)"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> executeAs("insula_app", appPassword(), "SET ROLE insula_owner"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> executeAs("insula_app", appPassword(), "SET ROLE insula_definer"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void refusesAWrongPasswordAndASuperuserWithoutOne() {
        assertThatThrownBy(() -> rowsAs("insula_app", "wrong", "SELECT 1"))
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> rowsAs("postgres", null, "SELECT 1")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> rowsAs("postgres", "postgres", "SELECT 1"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void letsTheApplicationIntoNoOtherDatabase() {
        PGSimpleDataSource source = source("insula_app", appPassword());
        source.setDatabaseName("postgres");
        assertThatThrownBy(source::getConnection).hasMessageContaining("pg_hba.conf");
    }

    @Test
    void keepsDataAndPortOverARestart() throws SQLException {
        migrate();
        executeAs("insula_owner", data.ownerPassword().read(), "INSERT INTO insula.note VALUES ('n1', 'kept')");
        int port = postgres.port();
        postgres.close();
        assertThat(data.cluster().resolve("postmaster.pid")).doesNotExist();
        postgres = EmbeddedPostgres.start(data, line -> {});
        assertThat(postgres.port()).isEqualTo(port);
        assertThat(notes()).containsExactly("kept");
    }

    @Test
    void takesOverFromAServerThatOutlivedItsLauncher() throws SQLException, IOException {
        migrate();
        executeAs("insula_owner", data.ownerPassword().read(), "INSERT INTO insula.note VALUES ('n1', 'kept')");
        String orphan = recordedPid();
        postgres = EmbeddedPostgres.start(data, line -> {});
        assertThat(recordedPid()).isNotEqualTo(orphan);
        assertThat(ProcessHandle.of(Long.parseLong(orphan)).filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(notes()).containsExactly("kept");
    }

    @Test
    void startsAlthoughAStalePidFileNamesAStranger() throws SQLException, IOException {
        migrate();
        postgres.close();
        Path pidFile = data.cluster().resolve("postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + data.cluster() + "\n");
        postgres = EmbeddedPostgres.start(data, line -> {});
        assertThat(notes()).isEmpty();
    }

    @Test
    void recoversAfterTheServerItselfWasKilled() throws Exception {
        migrate();
        executeAs("insula_owner", data.ownerPassword().read(), "INSERT INTO insula.note VALUES ('n1', 'kept')");
        ProcessHandle server = ProcessHandle.of(Long.parseLong(recordedPid())).orElseThrow();
        server.destroyForcibly();
        server.onExit().get();
        postgres = EmbeddedPostgres.start(data, line -> {});
        assertThat(notes()).containsExactly("kept");
    }

    @Test
    void refusesADatabaseOfAnotherVersion() throws IOException {
        postgres.close();
        Path versionFile = data.cluster().resolve("PG_VERSION");
        Files.writeString(versionFile, "16\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(data, line -> {}))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("written by PostgreSQL 16")
                .hasMessageContaining(data.cluster().toString());
        Files.writeString(versionFile, "17\n");
    }

    @Test
    void tellsWhatMigrationsWouldRun() {
        Migrations migrations = migrations();
        assertThat(migrations.check()).containsExactly(new Migrations.PendingMigration("1", "note"));
        assertThat(migrations.migrate()).isEqualTo("1");
        assertThat(migrations.check()).isEmpty();
        assertThat(migrations.migrate()).isEqualTo("1");
    }

    private void migrate() {
        migrations().migrate();
    }

    private Migrations migrations() {
        return new Migrations(postgres.url(), data.ownerPassword().read(), "classpath:db/testmigration");
    }

    private List<String> notes() throws SQLException {
        return rowsAs("insula_owner", data.ownerPassword().read(), "SELECT body FROM insula.note ORDER BY id");
    }

    private String recordedPid() throws IOException {
        return Files.readAllLines(data.cluster().resolve("postmaster.pid")).get(0);
    }

    private String appPassword() {
        return data.appPassword().read();
    }

    private String superuserPassword() {
        return data.superuserPassword().read();
    }

    private List<String> rowsAs(String user, String password, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = source(user, password).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private void executeAs(String user, String password, String command) throws SQLException {
        try (Connection connection = source(user, password).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private PGSimpleDataSource source(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.url());
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
