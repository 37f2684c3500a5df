package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.Memory;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each way of saying who asks, seen from outside: two ways name one user if both see the one memory. */
@ExtendWith(SharedServer.class)
class IdentityIT {

    private final String acme = Fresh.name("acme");
    private final Door alpha;
    private final Door beta;
    private String memory;

    IdentityIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        beta = server.formation("beta");
    }

    @BeforeEach
    void aliceRemembersSomething() {
        memory = alpha.user(acme + ":alice").addMemory("I prefer green tea").id();
    }

    @Test
    void compoundIdAndTwoHeadersNameOneUser() {
        assertThat(alpha.as("alice", "GET", path()).tenant(acme).send().status())
                .isEqualTo(200);
        assertThat(alpha.as(acme + ":alice", "GET", path()).tenant(acme).send().status())
                .isEqualTo(200);
        assertThat(alpha.as("alice", "GET", path()).send().status()).isEqualTo(404);
    }

    @Test
    void theTenantsPrefixIsDropped() {
        assertThat(alpha.as("tenant_" + acme + ":alice", "GET", path()).send().status())
                .isEqualTo(200);
        assertThat(alpha.as("alice", "GET", path())
                        .tenant("tenant_" + acme)
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theQueryNamesTheUserAsWell() {
        assertThat(alpha.asNobody("GET", path() + "?user_id=" + acme + "%3Aalice")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theBodyNamesTheUserAsWell() {
        Answer added = alpha.asNobody("POST", "/memories")
                .json(Map.of("user_id", acme + ":alice", "type", "pet", "detail", "My dog is called Rex"))
                .send();

        assertThat(added.status()).isEqualTo(201);
        assertThat(alpha.user(acme + ":alice").getMemories().items())
                .extracting(Memory::id)
                .contains(added.data("/id").asText());
    }

    @Test
    void tenantsThatDisagreeAreRefused() {
        assertBad(alpha.as(acme + ":alice", "GET", path()).tenant("globex").send());
        assertBad(alpha.as(acme + ":alice", "GET", path() + "?user_id=globex%3Aalice")
                .send());
    }

    @Test
    void usersThatDisagreeAreRefused() {
        assertBad(alpha.as(acme + ":alice", "GET", path() + "?user_id=" + acme + "%3Abob")
                .send());
        assertBad(alpha.as(acme + ":alice", "POST", "/chat")
                .json(Map.of("message", "Hello", "user_id", acme + ":bob"))
                .send());
        assertBad(alpha.as(acme + ":alice", "POST", "/memories")
                .json(Map.of("content", "x", "user_id", acme + ":bob"))
                .send());
    }

    @Test
    void whoNamesNobodyIsUserZeroOfTheDefaultTenant() {
        String kept = alpha.client().addMemory("The office closes at six", "0").id();

        assertThat(alpha.asNobody("GET", "/memories/" + kept).send().status()).isEqualTo(200);
        assertThat(alpha.as("main:0", "GET", "/memories/" + kept).send().status())
                .isEqualTo(200);
        assertThat(alpha.asNobody("GET", path()).send().status()).isEqualTo(404);
        assertBad(alpha.asNobody("GET", path()).tenant(acme).send());
        assertBad(alpha.as(acme + ":0", "GET", path()).send());
    }

    @Test
    void namesBeyondAsciiStayApart() {
        String jose = alpha.user(acme + ":José").addMemory("I play the oboe").id();

        assertThat(alpha.user(acme + ":José").getMemory(jose).id()).isEqualTo(jose);
        assertThat(alpha.user(acme + ":Jose\u0301").getMemory(jose).id()).isEqualTo(jose);
        assertThat(alpha.user(acme + ":Josè").getMemories().items()).isEmpty();
        assertThat(alpha.user(acme + ":Jos?").getMemories().items()).isEmpty();
    }

    @Test
    void anEmailIsOneUserInAnyCase() {
        String kept =
                alpha.user(acme + ":Alice@Example.com").addMemory("I keep bees").id();

        assertThat(alpha.user(acme + ":alice@example.com").getMemory(kept).id()).isEqualTo(kept);
    }

    @Test
    void publicUserIdsCannotBeClaimed() {
        Answer answer =
                alpha.as(acme + ":" + Fresh.absentId("usr"), "GET", "/memories").send();

        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.json().path("success").asBoolean()).isFalse();
    }

    @Test
    void theKeyAloneNamesTheFormation() {
        assertThat(alpha.byKeyAlone().as(acme + ":alice", "GET", path()).send().status())
                .isEqualTo(200);
        assertThat(beta.byKeyAlone().as(acme + ":alice", "GET", path()).send().status())
                .isEqualTo(404);
    }

    @Test
    void aForeignFormationLooksLikeNone() {
        Answer foreign = beta.ask("GET", "/memories")
                .clientKey(alpha.keys().client())
                .user(acme + ":alice")
                .send();
        Answer none = alpha.elsewhere("nowhere")
                .as(acme + ":alice", "GET", "/memories")
                .send();

        assertThat(foreign.likeness()).startsWith("401").isEqualTo(none.likeness());
    }

    private String path() {
        return "/memories/" + memory;
    }

    private static void assertBad(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
    }
}
