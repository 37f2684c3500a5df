package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.Credential;
import io.insula.client.FormationUpload;
import io.insula.client.InsulaUser;
import io.insula.postgres.testing.TestDatabase;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.ServerProcess;
import io.insula.system.launch.ServerProcess.Ended;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** Both nodes go on keeping, replacing and opening credentials while the key that all of them hang on becomes another. */
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
@ExtendWith(TwoNodes.class)
class VaultRotationIT {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int BYTES = 32;

    private final Nodes nodes;
    private final TestDatabase database = TestDatabase.instance();
    private final String acme = Fresh.name("acme");

    VaultRotationIT(Nodes nodes) {
        this.nodes = nodes;
    }

    @BeforeEach
    void declareATool() {
        MarkedProgram desk = new MarkedProgram();
        upload(Map.of(
                "formation.afs",
                TwoNodes.MOVING,
                "mcp/desk.afs",
                desk.declared("desk", "DESK_TOKEN: \"${{ user.credentials.DESK }}\"")));
    }

    @AfterEach
    void goBackToTheFirst() {
        upload(Map.of("formation.afs", TwoNodes.MOVING));
    }

    @Test
    void nothingIsLostWhileTheMasterKeyIsReplaced() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Writer> writers = List.of(writer(nodes.one(), "ann"), writer(nodes.other(), "ben"));
        List<CompletableFuture<Integer>> writing = writers.stream()
                .map(writer -> CompletableFuture.supplyAsync(() -> writer.write(done)))
                .toList();
        String key = Fresh.name("key");
        try {
            addKeyToBoth(key);

            Ended rotation = vault("rotate");

            assertThat(rotation.exitCode()).as(rotation.standardError()).isZero();
            assertThat(rotation.standardOutput()).contains("Going on with the key " + key);
            assertThat(rows("select distinct master_id from insula.vault_key")).containsExactly(key);
        } finally {
            done.set(true);
        }

        for (int i = 0; i < writers.size(); i++) {
            assertThat(writing.get(i).get()).isGreaterThan(2);
            assertThat(writers.get(i).toolIsTold()).contains("DESK_TOKEN=" + writers.get(i).last + "\\n");
        }
        assertThat(vault("rotate", "--drop-old").exitCode()).isZero();
        String all = rows("select (select count(*) from insula.credential) + count(*) from insula.formation_secret")
                .get(0);
        assertThat(vault("check").standardOutput()).contains(all + " secrets opened, 0 failed");
    }

    private Writer writer(LaunchedServer node, String name) {
        return new Writer(node.formation("moving"), acme + ':' + name);
    }

    /** The new key is known to both before it is the active one of either. */
    private void addKeyToBoth(String key) throws IOException {
        byte[] bytes = new byte[BYTES];
        RandomGenerator.getDefault().nextBytes(bytes);
        String line = key + '=' + Base64.getEncoder().encodeToString(bytes) + '\n';
        for (Path file : List.of(keys(nodes.one()), keys(nodes.other()))) {
            replace(file, Files.readString(file) + line);
        }
        for (Path file : List.of(keys(nodes.one()), keys(nodes.other()))) {
            replace(file, Files.readString(file).replaceFirst("active=.*", "active=" + key));
        }
    }

    private static Path keys(LaunchedServer node) {
        return node.data().resolve("keys").resolve("vault.keys");
    }

    private static void replace(Path file, String text) throws IOException {
        Path next = Files.createTempFile(
                file.getParent(),
                "vault",
                ".next",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Ended vault(String command, String... more) throws IOException {
        Path password = LaunchedServer.freshDirectory("owner").resolve("password");
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, database.ownerPassword());
        List<String> words = new ArrayList<>(List.of("vault", command, "--database-url", database.url()));
        words.addAll(List.of("--owner-password-file", password.toString()));
        words.addAll(List.of("--keys", keys(nodes.one()).toString()));
        words.addAll(List.of(more));
        try (ServerProcess process = ServerProcess.start("vault-" + command, words.toArray(String[]::new))) {
            return process.awaitEnd(LONGEST);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = database.superuserDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }

    private void upload(Map<String, String> files) {
        nodes.one().formation("moving").client().revisions().upload(FormationUpload.of(files));
    }

    /** Somebody who replaces a credential again and again, and lets others come who never had one. */
    private static final class Writer {

        private final Door door;
        private final String name;
        private final InsulaUser user;
        private final Credential credential;
        private volatile String last = "token-0";

        Writer(Door door, String name) {
            this.door = door;
            this.name = name;
            this.user = door.user(name);
            this.credential = user.credentials().create("desk", null, Map.of("token", last));
        }

        int write(AtomicBoolean done) {
            int count = 0;
            while (!done.get()) {
                count++;
                String next = "token-" + count;
                user.credentials().replace(credential.credentialId(), Map.of("token", next));
                last = next;
                InsulaUser newcomer = door.user(name + '-' + count);
                newcomer.credentials().create("desk", null, Map.of("token", next));
                assertThat(newcomer.credentials().list().items()).hasSize(1);
            }
            return count;
        }

        String toolIsTold() {
            return door.as(name, "POST", "/mcp/tools/call")
                    .json(Map.of("server", "desk", "tool", "environment", "reveal", true))
                    .send()
                    .body();
        }
    }
}
