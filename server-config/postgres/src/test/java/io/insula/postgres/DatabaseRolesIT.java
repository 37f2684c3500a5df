package io.insula.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseRolesIT {
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

    @Test
    void syncsEveryWriteAndListensOnLoopbackOnly() throws SQLException {
        String settings =
                """
                SELECT name || '=' || setting FROM pg_settings
                 WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums',
                                'listen_addresses', 'unix_socket_directories', 'server_encoding')
                 ORDER BY name
                """;
        assertThat(cluster.asSuperuser(settings))
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
    void givesItsRolesNoPrivilegeOfTheServer() throws SQLException {
        String privileged =
                """
                SELECT rolname FROM pg_roles
                 WHERE rolname LIKE 'insula%' AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication
                    OR (rolbypassrls AND rolname <> 'insula_backup')
                    OR (rolinherit AND rolname <> 'insula_backup')
                    OR (rolcanlogin AND rolname NOT IN ('insula_owner', 'insula_app', 'insula_backup')))
                """;
        assertThat(cluster.asSuperuser(privileged)).isEmpty();
    }

    @Test
    void letsNoRoleButTheOwnerOwnAnything() throws SQLException {
        String owners =
                """
                SELECT DISTINCT refobjid::regrole FROM pg_shdepend
                 WHERE deptype = 'o' AND refobjid::regrole::text LIKE 'insula%'
                """;
        assertThat(cluster.asSuperuser(owners)).containsExactly("insula_owner");
    }

    @Test
    void letsTheApplicationEnterItsScopesAndOnlyThose() throws SQLException {
        String memberships =
                """
                SELECT roleid::regrole || ' ' || inherit_option || ' ' || set_option || ' ' || admin_option
                  FROM pg_auth_members WHERE member = 'insula_app'::regrole ORDER BY 1
                """;
        assertThat(cluster.asSuperuser(memberships))
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
        assertThat(cluster.asSuperuser(definers)).containsExactly("insula_owner false true");
    }

    @Test
    void boundsStatementsOfTheApplication() throws SQLException {
        assertThat(cluster.asApplication("SHOW statement_timeout")).containsExactly("30s");
        assertThat(cluster.asApplication("SHOW idle_in_transaction_session_timeout"))
                .containsExactly("25s");
    }

    @Test
    void letsTheBackupReadEverythingAndWriteNothing() throws SQLException {
        assertThat(cluster.asBackup("SELECT count(*) FROM insula.note")).containsExactly("0");
        String write = "INSERT INTO insula.note VALUES ('a', 'b')";
        assertThatThrownBy(() -> cluster.asBackup(write)).hasMessageContaining("read-only transaction");
        assertThatThrownBy(() -> cluster.asBackup("SET TRANSACTION READ WRITE; " + write))
                .hasMessageContaining("permission denied");
    }

    @Test
    void hidesTheSchemaFromTheApplication() throws SQLException {
        assertThatThrownBy(() -> cluster.asApplication("SELECT * FROM insula.note"))
                .hasMessageContaining("permission denied for schema insula");
        assertThatThrownBy(() -> cluster.asApplication("CREATE TEMP TABLE t (a int)"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> cluster.asApplication("SET ROLE insula_owner"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> cluster.asApplication("SET ROLE insula_definer"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void refusesAWrongPasswordAndASuperuserWithoutOne() {
        assertThatThrownBy(() -> cluster.rows("insula_app", "wrong", "SELECT 1"))
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> cluster.rows("postgres", null, "SELECT 1")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> cluster.rows("postgres", "postgres", "SELECT 1"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void letsTheApplicationIntoNoOtherDatabase() {
        PGSimpleDataSource source =
                cluster.source("insula_app", cluster.data().appPassword().read());
        source.setDatabaseName("postgres");
        assertThatThrownBy(source::getConnection).hasMessageContaining("pg_hba.conf");
    }
}
