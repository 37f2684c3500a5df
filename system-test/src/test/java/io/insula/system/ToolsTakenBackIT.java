package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.Credential;
import io.insula.client.FormationUpload;
import io.insula.client.InsulaUser;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** What runs for a user ends with what it was told, and with the right to it. */
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
@ExtendWith(SharedServer.class)
class ToolsTakenBackIT {

    private static final Path BASE = Path.of(System.getProperty("insula.formations"), "workshop", "formation.afs");
    private static final String DESK_TOKEN = "DESK_TOKEN: \"${{ user.credentials.DESK }}\"";

    private final Door workshop;
    private final String acme = Fresh.name("acme");
    private final String alice = acme + ":alice";
    private final MarkedProgram waiting = new MarkedProgram();
    private final MarkedProgram desk = new MarkedProgram();

    ToolsTakenBackIT(LaunchedServer server) {
        workshop = server.formation("workshop");
    }

    @BeforeEach
    void open() throws Exception {
        workshop.client()
                .revisions()
                .upload(FormationUpload.of(Map.of(
                        "formation.afs",
                        Files.readString(BASE),
                        "mcp/desk.afs",
                        desk.declared("desk", DESK_TOKEN),
                        "mcp/late.afs",
                        waiting.declaredWaiting("late", DESK_TOKEN))));
    }

    @AfterEach
    void goBackToTheFirst() throws Exception {
        workshop.client().revisions().upload(FormationUpload.of(Map.of("formation.afs", Files.readString(BASE))));
    }

    @Test
    void aCallWhoseProgramStartsWhileTheCredentialIsReplacedIsMadeWithTheNewOne() {
        InsulaUser user = workshop.user(alice);
        Credential added = user.credentials().create("desk", null, Map.of("token", "the-old-token"));
        CompletableFuture<Answer> call = CompletableFuture.supplyAsync(() -> call("late"));
        waiting.awaitStart();

        user.credentials().replace(added.credentialId(), Map.of("token", "the-new-token"));
        waiting.begin();

        Answer answer = call.join();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("DESK_TOKEN=the-new-token").doesNotContain("the-old-token");
    }

    @Test
    void aCallWhoseProgramStartsWhileTheCredentialIsDeletedIsNotMade() {
        InsulaUser user = workshop.user(alice);
        Credential added = user.credentials().create("desk", null, Map.of("token", "the-old-token"));
        CompletableFuture<Answer> call = CompletableFuture.supplyAsync(() -> call("late"));
        waiting.awaitStart();

        user.credentials().delete(added.credentialId());
        waiting.begin();

        assertThat(call.join().code()).isEqualTo("CREDENTIAL_MISSING");
        assertThat(waiting.runs()).isFalse();
    }

    /** The shared server's watch would end it much later. */
    @Test
    void aTenantThatIsSuspendedHasItsProgramsEndedAtOnce() {
        List<String> users = List.of(alice, acme + ":ben");
        for (String user : users) {
            workshop.user(user).credentials().create("desk", null, Map.of("token", "a-token"));
            assertThat(call(user, "desk").status()).isEqualTo(200);
        }
        assertThat(desk.runs()).isTrue();

        workshop.client().suspendTenant(acme);

        desk.awaitEnd();
    }

    private Answer call(String server) {
        return call(alice, server);
    }

    private Answer call(String user, String server) {
        return workshop.as(user, "POST", "/mcp/tools/call")
                .json(Map.of("server", server, "tool", "environment", "reveal", true))
                .send();
    }
}
