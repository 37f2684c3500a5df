package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.Credential;
import io.insula.client.FormationUpload;
import io.insula.client.InsulaUser;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is taken back through one node ends what runs with it on the other, though nobody calls there. */
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
@ExtendWith(TwoNodes.class)
class ToolsOnTwoNodesIT {

    private final Door here;
    private final Door there;
    private final String acme = Fresh.name("acme");
    private final String alice = acme + ":alice";
    private final String secret = Fresh.name("BELL").replace('-', '_');
    private final MarkedProgram desk = new MarkedProgram();
    private final MarkedProgram bell = new MarkedProgram();

    ToolsOnTwoNodesIT(Nodes nodes) {
        here = nodes.one().formation("moving");
        there = nodes.other().formation("moving");
    }

    @BeforeEach
    void open() {
        here.asAdmin("POST", "/secrets")
                .json(Map.of("key", secret, "value", "ding"))
                .send();
        here.client()
                .revisions()
                .upload(FormationUpload.of(Map.of(
                        "formation.afs",
                        TwoNodes.MOVING,
                        "mcp/desk.afs",
                        desk.declared("desk", "DESK_TOKEN: \"${{ user.credentials.DESK }}\""),
                        "mcp/bell.afs",
                        bell.declared("bell", "BELL_TOKEN: \"${{ secrets." + secret + " }}\""))));
    }

    @AfterEach
    void goBackToTheFirst() {
        here.client().revisions().upload(FormationUpload.of(Map.of("formation.afs", TwoNodes.MOVING)));
    }

    @Test
    void aCredentialThatIsDeletedEndsTheProgramThatWasToldIt() {
        InsulaUser user = here.user(alice);
        Credential added = user.credentials().create("desk", null, Map.of("token", "a-token"));
        assertThat(call(alice, "desk").status()).isEqualTo(200);

        user.credentials().delete(added.credentialId());

        desk.awaitEnd();
        assertThat(call(alice, "desk").code()).isEqualTo("CREDENTIAL_MISSING");
    }

    @Test
    void aCredentialThatIsReplacedEndsTheProgramOfItsUserAlone() {
        Credential added = here.user(alice).credentials().create("desk", null, Map.of("token", "a-token"));
        assertThat(call(alice, "desk").status()).isEqualTo(200);
        assertThat(call(acme + ":ben", "bell").status()).isEqualTo(200);

        here.user(alice).credentials().replace(added.credentialId(), Map.of("token", "another"));

        desk.awaitEnd();
        assertThat(bell.runs()).isTrue();
        assertThat(call(alice, "desk").body()).contains("DESK_TOKEN=another");
    }

    @Test
    void aTenantThatIsSuspendedHasItsProgramsEnded() {
        assertThat(call(alice, "bell").status()).isEqualTo(200);

        here.client().suspendTenant(acme);

        bell.awaitEnd();
    }

    /** As soon as the node knows of it, which others' requests see to. */
    @Test
    void aSecretOfTheFormationThatIsReplacedEndsTheProgramsThatWereToldIt() {
        assertThat(call(alice, "bell").status()).isEqualTo(200);

        here.asAdmin("PUT", "/secrets/" + secret).json(Map.of("value", "dong")).send();
        assertThat(there.user(acme + ":ben").getMemories().items()).isEmpty();

        bell.awaitEnd();
    }

    private Answer call(String user, String server) {
        return there.as(user, "POST", "/mcp/tools/call")
                .json(Map.of("server", server, "tool", "environment", "reveal", true))
                .send();
    }
}
