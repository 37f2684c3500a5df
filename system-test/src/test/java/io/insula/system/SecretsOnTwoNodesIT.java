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

/** A formation's secret is changed through one node: the other resolves the same revision anew, from the next request on. */
@ExtendWith(TwoNodes.class)
class SecretsOnTwoNodesIT {

    private static final int ROUNDS = 5;
    private static final String PATH = "/secrets";

    private final Door here;
    private final Door there;
    private final String name = Fresh.name("DOOR").replace('-', '_');
    private final String revision =
            TwoNodes.MOVING + "server:\n  api_keys:\n    client_key: \"${{ secrets." + name + " }}\"\n";

    SecretsOnTwoNodesIT(Nodes nodes) {
        here = nodes.one().formation("moving");
        there = nodes.other().formation("moving");
    }

    @BeforeEach
    @AfterEach
    void goBackToTheFirst() {
        upload(TwoNodes.MOVING);
    }

    @Test
    void anotherValueHoldsOnBothNodesFromTheNextRequestOn() {
        String key = fresh();
        assertThat(create(here, key).status()).isEqualTo(201);
        upload(revision);
        assertThat(List.of(memories(here, key), memories(there, key))).containsOnly(200);

        for (int round = 0; round < ROUNDS; round++) {
            String next = fresh();
            Answer replaced = there.asAdmin("PUT", PATH + "/" + name)
                    .json(Map.of("value", next))
                    .send();

            assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
            assertThat(List.of(memories(here, key), memories(there, key))).containsOnly(401);
            assertThat(List.of(memories(there, next), memories(here, next))).containsOnly(200);
            key = next;
        }
        Answer listed = here.asAdmin("GET", PATH + "?limit=200").send();
        assertThat(listed.data("/secrets/" + name).asText()).isEqualTo("***" + key.substring(key.length() - 3));
        assertThat(listed.body()).doesNotContain(key);
    }

    @Test
    void aSecretThatIsReferredToIsNotDeletedAndItsPlaceIsNamed() {
        create(here, fresh());
        upload(revision);

        Answer inUse = there.asAdmin("DELETE", PATH + "/" + name).send();

        assertThat(inUse.status()).isEqualTo(409);
        assertThat(inUse.code()).isEqualTo("SECRET_IN_USE");
        assertThat(inUse.body()).contains("formation.afs:6:18");
        upload(TwoNodes.MOVING);
        assertThat(there.asAdmin("DELETE", PATH + "/" + name).send().status()).isEqualTo(200);
        assertThat(here.asAdmin("GET", PATH + "/" + name).send().status()).isEqualTo(404);
    }

    @Test
    void aValueThatTheFormationCannotBeServedWithIsNotTaken() {
        String key = fresh();
        create(here, key);
        upload(revision);

        Answer refused = there.asAdmin("PUT", PATH + "/" + name)
                .json(Map.of("value", "too short"))
                .send();

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("formation.afs", "24 to 256").doesNotContain("too short");
        assertThat(List.of(memories(here, key), memories(there, key))).containsOnly(200);
    }

    /** One text cannot open a formation in two ways. */
    @Test
    void aValueThatIsAKeyAlreadyIsNotTaken() {
        String key = fresh();
        create(here, key);
        upload(revision);
        String admin = there.keys().admin();
        String stranger = there.client().keys().create(NewKey.client()).secret();

        for (String taken : List.of(admin, stranger)) {
            Answer refused = there.asAdmin("PUT", PATH + "/" + name)
                    .json(Map.of("value", taken))
                    .send();

            assertThat(refused.status()).as(refused.body()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("CONFLICT");
            assertThat(refused.body()).contains("is a key already").doesNotContain(taken);
        }
        assertThat(List.of(memories(here, key), memories(there, key))).containsOnly(200);
        assertThat(here.asAdmin("GET", PATH + "/" + name).send().body()).contains(key.substring(key.length() - 3));
    }

    @Test
    void aRevisionThatRefersToNothingIsRefusedUntilTheSecretIsKept() {
        Answer missing = tryUpload(revision);
        create(there, fresh());
        Answer kept = tryUpload(revision);

        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.body()).contains("the secret " + name + " is missing");
        assertThat(kept.status()).as(kept.body()).isEqualTo(201);
    }

    @Test
    void whatIsThereIsReplacedAndNotMadeAgain() {
        create(here, fresh());

        Answer again = create(there, fresh());
        Answer malformed = here.asAdmin("POST", PATH)
                .json(Map.of("key", "no good", "value", "x"))
                .send();
        Answer reloaded = there.asAdmin("POST", PATH + "/reload").send();

        assertThat(again.code()).isEqualTo("SECRET_EXISTS");
        assertThat(malformed.faultyFields()).containsExactly("key");
        assertThat(reloaded.data("/reloaded").asBoolean()).isTrue();
        assertThat(here.ask("GET", PATH).clientKey(here.keys().client()).send().status())
                .isIn(401, 403);
    }

    private Answer create(Door door, String value) {
        return door.asAdmin("POST", PATH)
                .json(Map.of("key", name, "value", value))
                .send();
    }

    private static int memories(Door door, String key) {
        return door.ask("GET", "/memories")
                .clientKey(key)
                .user("acme:alice")
                .send()
                .status();
    }

    private Answer tryUpload(String main) {
        return here.asAdmin("POST", "/formation/revisions")
                .json(Map.of("files", Map.of("formation.afs", main), "activate", true))
                .send();
    }

    private void upload(String main) {
        here.client().revisions().upload(FormationUpload.of(Map.of("formation.afs", main)));
    }

    private static String fresh() {
        return Fresh.name("a-client-key-that-is-long-enough");
    }
}
