package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.AuditQuery;
import io.insula.client.UserIdentifier;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users entrust to the vault over HTTP, and what anybody gets to see of it. */
@ExtendWith(SharedServer.class)
class CredentialsIT {

    private static final String PATH = "/credentials";
    private static final int ROUNDS = 8;
    private static final int AT_ONCE = 4;

    private final LaunchedServer server;
    private final Door alpha;
    private final String acme = Fresh.name("acme");
    private final String alice = acme + ":alice";

    CredentialsIT(LaunchedServer server) {
        this.server = server;
        alpha = server.formation("alpha");
    }

    @Test
    void aCredentialIsKeptAndNeverGivenBack() {
        String token = Fresh.name("ghp");

        Answer made = keep(alice, Map.of("service", "github", "credential", token));
        Answer read = get(alice, made);
        Answer listed = alpha.as(alice, "GET", PATH).send();
        Answer replaced = alpha.as(alice, "PUT", path(made))
                .json(Map.of("credential", token + "xyz"))
                .send();

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.data("/name").asText()).isEqualTo("default");
        assertThat(made.data("/credential_preview").asText()).isEqualTo("***" + token.substring(token.length() - 3));
        assertThat(made.header("Location")).endsWith(path(made));
        assertThat(read.data("/credential_id")).isEqualTo(made.data("/credential_id"));
        assertThat(listed.data("/credentials/0/service").asText()).isEqualTo("github");
        assertThat(replaced.data("/credential_preview").asText()).isEqualTo("***xyz");
        assertThat(List.of(made.body(), read.body(), listed.body(), replaced.body()))
                .noneMatch(body -> body.contains(token));
        assertThat(server.log()).doesNotContain(token);
    }

    /** All who name no user are one user: what one of them keeps, the next would use. */
    @Test
    void whoNamesNoUserKeepsNothing() {
        for (String nobody : List.of("0", "main:0")) {
            Answer refused = keep(nobody, Map.of("service", "github", "credential", Fresh.name("ghp")));
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("send a user id");
            assertThat(alpha.as(nobody, "GET", PATH).send().status()).isEqualTo(400);
        }
        assertThat(alpha.ask("GET", PATH)
                        .clientKey(alpha.keys().client())
                        .send()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void fieldsAreShownByTheirNames() {
        Answer made = keep(
                alice,
                Map.of(
                        "service",
                        "jira",
                        "name",
                        "work",
                        "credential",
                        Map.of("user", "alice", "token", "0123456789abcdef")));

        assertThat(made.data("/credential_preview").asText().split(", "))
                .containsExactlyInAnyOrder("user: ***", "token: ***def");
    }

    @Test
    void severalOfOneServiceGoByTheirNames() {
        Answer first = keep(alice, Map.of("service", "git_hub", "credential", "one"));
        Answer second = keep(alice, Map.of("service", "git_hub", "name", "work", "credential", "two"));
        Answer again = keep(alice, Map.of("service", "Git-Hub", "credential", "three"));

        assertThat(List.of(first.status(), second.status(), again.status())).containsExactly(201, 201, 409);
        assertThat(alpha.as(alice, "GET", PATH + "?limit=1")
                        .send()
                        .data("/credentials/0/name")
                        .asText())
                .isEqualTo("default");
        assertThat(alpha.as(alice, "GET", PATH).send().data("/count").asInt()).isEqualTo(2);
    }

    @Test
    void everyNameOfAUserReachesThem() {
        Answer made = keep(alice, Map.of("service", "github", "credential", "s3cret"));
        String user = alpha.client().forTenant(acme).getUser("alice").muxiUserId();
        alpha.client().forTenant(acme).associateUserIdentifiers(List.of(UserIdentifier.of("U98765ABC", "slack")), user);

        assertThat(get(acme + ":U98765ABC", made).status()).isEqualTo(200);
    }

    @Test
    void aForeignCredentialLooksLikeNone() {
        Answer made = keep(alice, Map.of("service", "github", "credential", "s3cret"));
        String foreign = made.data("/credential_id").asText();
        String absent = Fresh.absentId("cred");
        for (String other : List.of(acme + ":bob", Fresh.name("globex") + ":alice")) {
            for (String method : List.of("GET", "PUT", "DELETE")) {
                assertThat(asking(other, method, foreign).send().likeness(foreign))
                        .isEqualTo(asking(other, method, absent).send().likeness(absent))
                        .startsWith("404");
            }
            assertThat(alpha.as(other, "GET", PATH).send().data("/count").asInt())
                    .isZero();
        }
        Answer elsewhere =
                server.formation("beta").as(alice, "GET", PATH + "/" + foreign).send();
        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(get(alice, made).status()).isEqualTo(200);
    }

    @Test
    void anAdministratorKeepsThemForAUserToo() {
        Answer made = alpha.asAdmin("POST", PATH)
                .user(alice)
                .json(Map.of("service", "github", "credential", "s3cret"))
                .send();

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(get(alice, made).status()).isEqualTo(200);
        assertThat(alpha.asAdmin("GET", PATH)
                        .user(acme + ":bob")
                        .send()
                        .data("/count")
                        .asInt())
                .isZero();
    }

    @Test
    void aDeletedCredentialIsGoneAndItsNameIsFree() {
        Answer made = keep(alice, Map.of("service", "github", "credential", "s3cret"));

        Answer deleted = alpha.as(alice, "DELETE", path(made)).send();

        assertThat(deleted.data("/deleted").asBoolean()).isTrue();
        assertThat(get(alice, made).status()).isEqualTo(404);
        assertThat(keep(alice, Map.of("service", "github", "credential", "s3cret"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whoeverReplacesWhatIsBeingDeletedIsToldThatItIsGone() {
        for (int i = 0; i < ROUNDS; i++) {
            String id = keep(alice, Map.of("service", "raced-" + i, "credential", "s3cret"))
                    .data("/credential_id")
                    .asText();
            Map<String, List<Integer>> statuses = atOnce(alice, id);

            assertThat(statuses.get("PUT")).containsAnyOf(200, 404).isSubsetOf(200, 404);
            assertThat(statuses.get("DELETE")).containsExactlyInAnyOrder(200, 404);
        }
        assertThat(alpha.client().audit(acme).stream(AuditQuery.ofAction("credential.delete")))
                .hasSize(ROUNDS);
    }

    /** Two who replace and two who delete it. */
    private Map<String, List<Integer>> atOnce(String user, String id) {
        CyclicBarrier barrier = new CyclicBarrier(AT_ONCE);
        List<String> methods = List.of("PUT", "DELETE", "PUT", "DELETE");
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Integer>> answers = threads.invokeAll(methods.stream()
                    .<Callable<Integer>>map(method -> () -> {
                        Asking asking = asking(user, method, id);
                        barrier.await();
                        return asking.send().status();
                    })
                    .toList());
            Map<String, List<Integer>> statuses = new HashMap<>();
            for (int i = 0; i < AT_ONCE; i++) {
                statuses.computeIfAbsent(methods.get(i), method -> new ArrayList<>())
                        .add(answers.get(i).get());
            }
            return statuses;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aForgottenUserLeavesNone() {
        Answer made = keep(alice, Map.of("service", "github", "credential", "s3cret"));

        assertThat(alpha.as(alice, "POST", "/memory/forget")
                        .json(Map.of("source", "all"))
                        .send()
                        .status())
                .isEqualTo(200);

        assertThat(get(alice, made).status()).isEqualTo(404);
        assertThat(alpha.as(alice, "GET", PATH).send().data("/count").asInt()).isZero();
    }

    @Test
    void aLargeSecretIsKeptAndOneBeyondTheLimitIsNamed() {
        String large = "x".repeat(65_000);

        assertThat(keep(alice, Map.of("service", "large", "credential", large)).status())
                .isEqualTo(201);
        assertThat(keep(alice, Map.of("service", "larger", "credential", large + large))
                        .faultyFields())
                .containsExactly("credential");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"credential\": \"TELLTALE\"}",
                "{\"service\": \"git hub\", \"credential\": \"TELLTALE\"}",
                "{\"service\": \"github\"}",
                "{\"service\": \"github\", \"credential\": \" \"}",
                "{\"service\": \"github\", \"credential\": {}}",
                "{\"service\": \"github\", \"credential\": [\"TELLTALE\"]}",
                "{\"service\": \"github\", \"credential\": {\"a b\": \"TELLTALE\"}}",
                "{\"service\": \"github\", \"credential\": {\"a\": {\"b\": \"TELLTALE\"}}}",
                "{\"service\": \"github\", \"credential\": \"TELLTALE\", \"scope\": \"all\"}"
            })
    void whatIsNotUnderstoodIsRefusedWithoutASecret(String body) {
        Answer refused =
                alpha.as(alice, "POST", PATH).text("application/json", body).send();

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body() + server.log()).doesNotContain("TELLTALE");
    }

    private Answer keep(String user, Map<String, ?> credential) {
        return alpha.as(user, "POST", PATH).json(credential).send();
    }

    private Answer get(String user, Answer made) {
        return alpha.as(user, "GET", path(made)).send();
    }

    private Asking asking(String user, String method, String id) {
        Asking asking = alpha.as(user, method, PATH + "/" + id);
        return method.equals("PUT") ? asking.json(Map.of("credential", "an0ther")) : asking;
    }

    private static String path(Answer made) {
        return PATH + "/" + made.data("/credential_id").asText();
    }
}
