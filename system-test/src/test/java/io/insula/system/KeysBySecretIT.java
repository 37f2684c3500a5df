package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.FormationUpload;
import io.insula.client.NewKey;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever may keep secrets and deploy, but not manage keys, comes by no key of the formation. */
@ExtendWith(TwoNodes.class)
class KeysBySecretIT {

    private static final String BY_CONFIGURATION =
            TwoNodes.MOVING + "server:\n  api_keys:\n    client_key: \"${{ secrets.CLIENT_KEY }}\"\n";

    private final Door moving;
    private final String name = Fresh.name("PLANTED").replace('-', '_');
    private final String byName =
            TwoNodes.MOVING + "server:\n  api_keys:\n    client_key: \"${{ secrets." + name + " }}\"\n";
    private final String evil = Fresh.name("a-key-of-whoever-keeps-secrets");

    KeysBySecretIT(Nodes nodes) {
        moving = nodes.one().formation("moving");
    }

    @BeforeEach
    @AfterEach
    void goBackToTheFirst() {
        upload(TwoNodes.MOVING);
        moving.asAdmin("DELETE", "/secrets/CLIENT_KEY").send();
    }

    /** What stands before it in the files, and how much of it, must not hide that a secret is a key. */
    @Test
    void aKeyIsNotReplacedBehindACrowdOfOtherReferences() {
        upload(BY_CONFIGURATION);
        String keeper = keeper();
        StringBuilder crowd = new StringBuilder(TwoNodes.MOVING + "agents:\n");
        for (int i = 0; i < 205; i++) {
            crowd.append(
                    "  - {id: a" + i + ", llm_models: [{text: local/m, base_url: \"${{ secrets." + name + " }}\"}]}\n");
        }
        crowd.append(BY_CONFIGURATION.substring(TwoNodes.MOVING.length()));
        assertThat(keep(keeper, name, "https://models.example.org/v1").status()).isEqualTo(201);
        Answer uploaded = moving.ask("POST", "/formation/revisions")
                .adminKey(keeper)
                .json(Map.of("files", Map.of("formation.afs", crowd.toString()), "activate", true))
                .send();
        assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(201);

        Answer refused = keep(keeper, "CLIENT_KEY", evil);
        moving.ask("POST", "/secrets/reload").adminKey(keeper).send();

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("manage_keys").doesNotContain(evil);
        assertThat(List.of(memories(evil), memories(TwoNodes.MOVED_KEY))).containsExactly(401, 200);
        assertThat(moving.ask("DELETE", "/secrets/" + name)
                        .adminKey(keeper)
                        .send()
                        .code())
                .isEqualTo("SECRET_IN_USE");
    }

    @Test
    void aSecretThatWasPlantedBeforeItWasAKeyOpensNothing() {
        assertThat(keep(keeper(), name, evil).status()).isEqualTo(201);

        Answer planted = tryUpload(byName);
        Answer owned = moving.asAdmin("PUT", "/secrets/" + name)
                .json(Map.of("value", evil + "-owned"))
                .send();

        assertThat(planted.status()).isEqualTo(422);
        assertThat(planted.body()).contains("formation.afs", name, "manage keys");
        assertThat(owned.status()).isEqualTo(200);
        assertThat(tryUpload(byName).status()).isEqualTo(201);
        assertThat(List.of(memories(evil), memories(evil + "-owned"))).containsExactly(401, 200);
    }

    @Test
    void aPlantedSecretDoesNotStandBeforeTheServersOwn() {
        assertThat(keep(keeper(), "CLIENT_KEY", evil).status()).isEqualTo(201);

        upload(BY_CONFIGURATION);

        assertThat(List.of(memories(evil), memories(TwoNodes.MOVED_KEY))).containsExactly(401, 200);
    }

    private String keeper() {
        return moving.client()
                .keys()
                .create(NewKey.admin().scopedTo("manage_secrets", "deploy"))
                .secret();
    }

    private Answer keep(String keeper, String secret, String value) {
        return moving.ask("POST", "/secrets")
                .adminKey(keeper)
                .json(Map.of("key", secret, "value", value))
                .send();
    }

    private int memories(String key) {
        return moving.ask("GET", "/memories")
                .clientKey(key)
                .user("acme:alice")
                .send()
                .status();
    }

    private Answer tryUpload(String main) {
        return moving.asAdmin("POST", "/formation/revisions")
                .json(Map.of("files", Map.of("formation.afs", main), "activate", true))
                .send();
    }

    private void upload(String main) {
        moving.client().revisions().upload(FormationUpload.of(Map.of("formation.afs", main)));
    }
}
