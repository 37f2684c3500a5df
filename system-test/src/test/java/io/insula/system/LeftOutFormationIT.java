package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.FormationUpload;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Browser;
import io.insula.system.wire.Door;
import io.insula.system.wire.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A server that is started again after something went wrong with some of its formations: all others are served. */
class LeftOutFormationIT {

    private static final String ALICE = "acme:alice";
    private static final String ADMIN_KEY = "an-administrators-key-kept-as-a-secret";
    private static final String CLIENT_KEY = "a-clients-key-that-is-kept-as-a-secret";
    private static final String ANOTHER_KEY = "another-key-of-the-clients-of-locked";
    private static final String SERVED = "schema: \"1.0.0\"\nid: %s\ntenancy: {create: on_first_use}\n";
    private static final String CALLING = SERVED + "async: {webhook_url: \"${{ secrets.HOOK }}\"}\n";
    private static final String LOCKED = SERVED.formatted("locked")
            + "server: {api_keys: {admin_key: \"${{ secrets.ADMIN }}\", client_key: \"${{ secrets.CLIENT }}\"}}\n";

    private static LaunchedServer server;
    private static Answer readiness;

    /** One formation was replaced, one lost a file of secrets, of two the secrets in the vault rot. */
    @BeforeAll
    static void startAgainAfterAllThat() throws IOException, SQLException {
        Path formations = LaunchedServer.freshDirectory("formations");
        Path data = LaunchedServer.freshDirectory("left-out");
        write(formations, "alpha", SERVED);
        write(formations, "locked", SERVED);
        secret(write(formations, "replaced", CALLING));
        Path lost = secret(write(formations, "forgetful", CALLING));
        write(formations, "edited", SERVED);
        String options = formations.toString();
        try (LaunchedServer before = LaunchedServer.start("left-out-before", data, "--formations", options)) {
            Door replaced = before.formation("replaced");
            upload(replaced, SERVED.formatted("replaced"));
            keep(replaced, "HOOK", "not a url");
            keep(replaced, "SPARE", "a secret that nothing refers to");
            keep(before.formation("locked"), "ADMIN", ADMIN_KEY);
            keep(before.formation("locked"), "CLIENT", CLIENT_KEY);
            upload(before.formation("locked"), LOCKED);
            flipABit(data, "replaced", "SPARE");
            flipABit(data, "locked", "ADMIN");
            flipABit(data, "locked", "CLIENT");
        }
        Files.delete(lost);
        write(formations, "edited", SERVED + "async: {webhook_url: nowhere}\n");
        server = LaunchedServer.start(
                "left-out-after", data, Map.of("insula.console.enabled", "false"), "--formations", options);
        readiness = new Asking("GET", server.url() + "/health/ready").send();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theOthersAreServedAndHowManyAreNotIsTold() {
        assertThat(memories(server.formation("alpha"))).isEqualTo(200);
        assertThat(readiness.status()).isEqualTo(200);
        assertThat(readiness.body())
                .contains("\"served\":\"3\"", "\"unreadable\":\"2\"")
                .doesNotContain("locked", "forgetful");
    }

    @Test
    void whoSwitchesTheConsoleOffHasNothingThere() {
        for (String path : List.of("/console", "/console/", "/console/login", "/console/login/to/corp", "/console/x")) {
            Answer answer = new Asking("GET", server.url() + path).send();

            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers()).doesNotContainKey("set-cookie");
        }
        assertThat(new Browser(server.url())
                        .post("/console/login", Map.of("key", ADMIN_KEY))
                        .status())
                .isEqualTo(404);
    }

    /** Also where a secret that the directory's revision refers to is good for nothing, and another does not open. */
    @Test
    void aFormationIsServedInItsActiveRevisionWhateverItsDirectoryHolds() {
        assertThat(memories(server.formation("replaced"))).isEqualTo(200);
        assertThat(server.process().output())
                .contains("The directory replaced holds the revision")
                .contains("The formation replaced has secrets that do not open on this node")
                .contains(": SPARE")
                .doesNotContain("What the directory replaced holds");
    }

    @Test
    void whatAnOperatorGotWrongInADirectoryDoesNotReplaceWhatIsServed() {
        assertThat(memories(server.formation("edited"))).isEqualTo(200);
        assertThat(server.process().output())
                .contains("What the directory edited holds now cannot be served")
                .contains("async.webhook_url must begin with");
    }

    @Test
    void aLeftOutFormationIsMendedByItsSecretAndSoIsOneThatRunsAlready() throws IOException, SQLException {
        Door forgetful = server.formation("forgetful");
        Answer unserved = forgetful.as(ALICE, "GET", "/memories").send();
        assertThat(unserved.status()).isEqualTo(503);
        assertThat(unserved.header("Retry-After")).isEqualTo("1");
        assertThat(forgetful.asAdmin("GET", "/formation").send().status()).isEqualTo(503);
        assertThat(server.process().output())
                .contains("Formation forgetful is not served", "the secret HOOK is missing");

        keep(forgetful, "HOOK", "https://example.com/hook");
        assertThat(memories(forgetful)).isEqualTo(200);

        flipABit(server.data(), "forgetful", "HOOK");
        keep(forgetful, "SPARE", "a secret that has them all read anew");
        assertThat(memories(forgetful)).isEqualTo(503);
        replace(forgetful, "HOOK", "https://example.com/another");
        assertThat(memories(forgetful)).isEqualTo(200);
    }

    /** The keys that it had last go on to count, though they are among what does not open. */
    @Test
    void aLeftOutFormationIsMendedByAnotherRevision() {
        Door locked = new Door(server.url(), "locked", new Keys(CLIENT_KEY, ADMIN_KEY));
        assertThat(memories(locked)).isEqualTo(503);
        assertThat(server.process().output())
                .contains("Formation locked is not served")
                .contains("the secret CLIENT is kept with the platform and does not open on this node");
        assertThat(locked.asAdmin("GET", "/secrets").send().status()).isEqualTo(200);

        upload(locked, SERVED.formatted("locked") + "description: does without\n");
        Door meanwhile = server.formation("locked");
        assertThat(memories(meanwhile)).isEqualTo(200);
        replace(meanwhile, "ADMIN", ADMIN_KEY);
        replace(meanwhile, "CLIENT", ANOTHER_KEY);
        upload(meanwhile, LOCKED);

        assertThat(memories(locked)).isEqualTo(401);
        assertThat(memories(new Door(server.url(), "locked", new Keys(ANOTHER_KEY, ADMIN_KEY))))
                .isEqualTo(200);
    }

    private static int memories(Door door) {
        return door.as(ALICE, "GET", "/memories").send().status();
    }

    private static void upload(Door door, String main) {
        door.client().revisions().upload(FormationUpload.of(Map.of("formation.afs", main)));
    }

    private static void keep(Door door, String name, String value) {
        Answer kept = door.asAdmin("POST", "/secrets")
                .json(Map.of("key", name, "value", value))
                .send();
        assertThat(kept.status()).as(kept.body()).isEqualTo(201);
    }

    private static void replace(Door door, String name, String value) {
        Answer replaced = door.asAdmin("PUT", "/secrets/" + name)
                .json(Map.of("value", value))
                .send();
        assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
    }

    private static Path write(Path formations, String id, String text) throws IOException {
        Path directory = Files.createDirectories(formations.resolve(id));
        Files.writeString(directory.resolve("formation.afs"), text.formatted(id));
        return directory;
    }

    private static Path secret(Path formation) throws IOException {
        Path file = Files.createFile(
                formation.resolve("secrets.properties"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, "HOOK=https://example.com/hook\n");
    }

    /** In the server's own database, as its superuser, whom no policy binds. */
    private static void flipABit(Path data, String formation, String name) throws IOException, SQLException {
        List<String> postmaster = Files.readAllLines(data.resolve("database").resolve("postmaster.pid"));
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + postmaster.get(3).strip() + "/insula");
        source.setUser("postgres");
        source.setPassword(Files.readString(data.resolve("keys").resolve("postgres.password"))
                .strip());
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("update insula.formation_sealed set sealed = set_byte(sealed, 0,"
                                + " get_byte(sealed, 0) # 1) where formation_id = ? and name = ?")) {
            statement.setString(1, formation);
            statement.setString(2, name);
            assertThat(statement.executeUpdate()).isOne();
        }
    }
}
