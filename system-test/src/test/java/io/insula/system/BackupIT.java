package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.client.Audit;
import io.insula.client.AuditHead;
import io.insula.client.InsulaException;
import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.system.launch.HousePostgres;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.launch.ServerProcess;
import io.insula.system.launch.ServerProcess.Ended;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The steps of docs/operations.md, one by one: a dump that is taken while the server runs, brought back into a cluster that
 * knows nothing yet, serves those who said something before, and nobody else.
 */
@Tag("backup")
class BackupIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    /** All that keeps tenants apart in the database: tables and their owners, policies, functions, and who may what. */
    private static final List<String> WALLS = List.of(
            "select concat_ws(' ', c.oid::regclass, c.relkind, c.relowner::regrole, c.relrowsecurity, c.relforcerowsecurity,"
                    + " (select string_agg(a::text, ',' order by a::text) from unnest(c.relacl) a)) from pg_class c"
                    + " where c.relnamespace::regnamespace::text like 'insula%' order by 1",
            "select concat_ws(' ', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check)"
                    + " from pg_policies order by 1",
            "select concat_ws(' ', p.oid::regprocedure, p.proowner::regrole, p.prosecdef, p.proconfig, p.proacl,"
                    + " md5(p.prosrc)) from pg_proc p where p.pronamespace::regnamespace::text like 'insula%' order by 1",
            "select concat_ws(' ', attrelid::regclass, attname, attacl) from pg_attribute"
                    + " where attacl is not null and attrelid::regclass::text like 'insula%' order by 1",
            "select concat_ws(' ', nspname, nspowner::regrole, nspacl) from pg_namespace"
                    + " where nspname like 'insula%' or nspname = 'public' order by 1",
            "select concat_ws(' ', tgrelid::regclass, tgname, tgfoid::regprocedure, tgenabled, tgtype) from pg_trigger"
                    + " where not tgisinternal order by 1");

    private final String acme = Fresh.name("acme");
    private final String globex = Fresh.name("globex");

    @Test
    void aRestoredDumpHoldsAllThatWasSaidBehindTheSameWalls() throws IOException, SQLException {
        String roles = run("roles", "migrate", "--print-roles").standardOutput();
        Path data = LaunchedServer.freshDirectory("backed-up");
        Path dump = LaunchedServer.freshDirectory("dump").resolve("insula.dump").toAbsolutePath();
        String memory;
        AuditHead head;
        List<String> walls;
        try (HousePostgres before = HousePostgres.withRoles("before", roles)) {
            operate("migrate", before, "migrate");
            try (LaunchedServer server = serve("backed-up", before, data)) {
                Door alpha = server.formation("alpha");
                memory = say(alpha);
                Audit trail = alpha.client().audit(acme);
                Patience.until("the seal", LONG, () -> trail.head().unsealed() == 0);
                head = trail.head();
                before.ask("pg_dump", "insula_backup", "-F", "c", "-f", dump.toString(), "insula");
            }
            walls = walls(before);
        }

        try (HousePostgres after = HousePostgres.withRoles("after", roles)) {
            after.ask("pg_restore", "postgres", "-d", "insula", "--single-transaction", dump.toString());

            assertThat(walls(after)).isEqualTo(walls);
            assertThat(operate("check", after, "migrate", "--check")).doesNotContain("V0");
            Path copy = LaunchedServer.freshDirectory("restored");
            copyKeys(data, copy);
            String keys = copy.resolve("keys").resolve("vault.keys").toString();
            assertThat(operate("vault", after, "vault", "check", "--keys", keys))
                    .contains("1 secrets opened, 0 failed");
            try (LaunchedServer server = serve("restored", after, copy)) {
                assertIsAllThere(server.formation("alpha"), memory, head);
            }
        }
    }

    private String say(Door alpha) {
        String memory =
                alpha.user(acme + ":alice").addMemory("My tailor is Henri").id();
        alpha.as(acme + ":alice", "POST", "/credentials")
                .json(Map.of("service", "github", "credential", Fresh.name("ghp")))
                .send();
        alpha.user(globex + ":alice").addMemory("My tailor is Igor");
        return memory;
    }

    private void assertIsAllThere(Door alpha, String memory, AuditHead head) {
        InsulaUser alice = alpha.user(acme + ":alice");
        assertThat(alice.memories().map(Memory::id)).containsExactly(memory);
        assertThat(alpha.as(acme + ":alice", "GET", "/credentials").send().body())
                .contains("github");
        InsulaUser stranger = alpha.user(globex + ":alice");
        assertThat(stranger.memories().map(Memory::content)).containsExactly("My tailor is Igor");
        assertThatThrownBy(() -> stranger.deleteMemory(memory))
                .isInstanceOfSatisfying(InsulaException.class, refused -> assertThat(refused.status())
                        .isEqualTo(404));
        assertThat(alpha.client().audit(acme).verify(head.export()).faults()).isEmpty();
        alice.addMemory("My plumber is Ivan");
        assertThat(alice.memories()).hasSize(2);
    }

    private static LaunchedServer serve(String name, HousePostgres postgres, Path data) {
        return LaunchedServer.start(
                name,
                data,
                "--database-url",
                postgres.url(),
                "--database-password-file",
                postgres.passwordFile().toString());
    }

    /** Runs a command of the jar as the owner of the schema, and returns what it said. */
    private static String operate(String name, HousePostgres postgres, String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of("--database-url", postgres.url()));
        words.addAll(List.of("--owner-password-file", postgres.passwordFile().toString()));
        return run(name, words.toArray(String[]::new)).standardOutput();
    }

    private static Ended run(String name, String... words) {
        try (ServerProcess process = ServerProcess.start("backup-" + name, words)) {
            Ended ended = process.awaitEnd(LONG);
            assertThat(ended.exitCode()).as(ended.standardError()).isZero();
            return ended;
        }
    }

    private static List<String> walls(HousePostgres postgres) throws SQLException {
        List<String> walls = new ArrayList<>();
        try (Connection connection = postgres.superuser();
                Statement statement = connection.createStatement()) {
            for (String sql : WALLS) {
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        walls.add(rows.getString(1));
                    }
                }
            }
        }
        assertThat(walls).hasSizeGreaterThan(100);
        return walls;
    }

    private static void copyKeys(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from.resolve("keys"))) {
            for (Path each : tree.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
