package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attack A9: elsewhere a missing identity once became root. Here it becomes nobody. */
@ExtendWith(SharedServer.class)
class A9MissingIdentityIT {

    private static final String PATH = "/memories";

    private final Door alpha;
    private final Door gamma;

    A9MissingIdentityIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        gamma = server.formation("gamma");
    }

    @Test
    void noKeyIsUnauthorized() {
        assertUnauthorized(alpha.ask("GET", PATH).user("acme:alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "fmc_wrong", "null", "*", "' or 1=1 --"})
    void wrongKeysAreUnauthorized(String key) {
        assertUnauthorized(alpha.ask("GET", PATH).user("acme:alice").clientKey(key));
    }

    @Test
    void oneCharacterMoreOrLessIsAWrongKey() {
        String key = alpha.keys().client();

        assertUnauthorized(alpha.ask("GET", PATH).user("acme:alice").clientKey(key + "0"));
        assertUnauthorized(alpha.ask("GET", PATH).user("acme:alice").clientKey(key.substring(0, key.length() - 1)));
    }

    @Test
    void theAdminKeyIsNoClientKeyAndTheOtherWayRound() {
        assertUnauthorized(
                alpha.ask("GET", PATH).user("acme:alice").clientKey(alpha.keys().admin()));
        assertThat(alpha.ask("GET", "/admin/tenants")
                        .adminKey(alpha.keys().client())
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aRepeatedKeyIsNotOneOfThem() {
        Answer answer =
                alpha.as("acme:alice", "GET", PATH).clientKey("fmc_other").send();

        assertThat(answer.status()).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", ":", ":alice", "acme:", "Acme:alice", "ac_me:alice", "acme: alice", "acme:0", "-a:b"})
    void malformedUsersAreBadRequests(String user) {
        assertBad(alpha.as(user, "GET", PATH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Acme", "ac_me", "acme:b", "..", "acme/b", "*"})
    void malformedTenantsAreBadRequests(String tenant) {
        assertBad(alpha.as("alice", "GET", PATH).tenant(tenant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Acme", "ac_me", "acme:b", ".."})
    void malformedTenantsAreBadRequestsWhereNoUserIsNeeded(String tenant) {
        assertBad(alpha.asNobody("GET", "/users/alice").tenant(tenant));
        assertBad(alpha.asNobody("GET", "/users/alice").tenant("acme").user("globex:bob"));
    }

    @Test
    void unknownTenantsGetTheOneRefusalWhereNoUserIsNeeded() {
        String suspended = Fresh.name("acme");
        gamma.client().createTenant(suspended);
        gamma.client().suspendTenant(suspended);

        assertThat(Stream.of(suspended, Fresh.name("none"), "default")
                        .map(tenant -> gamma.asNobody("POST", "/users/identifiers")
                                .tenant(tenant)
                                .json(Map.of("identifiers", List.of("alice")))
                                .send()
                                .likeness(tenant))
                        .distinct())
                .hasSize(1)
                .allSatisfy(refusal -> assertThat(refusal).startsWith("403").contains("FORBIDDEN"));
    }

    @Test
    void repeatedIdentitiesAreBadRequestsEvenWhenTheyAgree() {
        assertBad(alpha.as("acme:alice", "GET", PATH).user("acme:bob"));
        assertBad(alpha.as("acme:alice", "GET", PATH).user("acme:alice"));
        assertBad(alpha.as("alice", "GET", PATH).tenant("acme").tenant("acme"));
        assertBad(alpha.asNobody("GET", PATH + "?user_id=acme:alice&user_id=acme:alice"));
        assertBad(alpha.asNobody("POST", "/chat")
                .text("application/json", "{\"message\": \"Hi\", \"user_id\": \"a:b\", \"user_id\": \"a:c\"}"));
    }

    @Test
    void hugeIdentitiesAreBadRequests() {
        assertBad(alpha.as("acme:" + "a".repeat(256), "GET", PATH));
        assertBad(alpha.asNobody("GET", PATH + "?user_id=" + "a".repeat(3000)));
    }

    @Test
    void unknownAndSuspendedTenantsGetTheOneRefusal() {
        String suspended = Fresh.name("acme");
        gamma.client().createTenant(suspended);
        assertThat(gamma.as(suspended + ":alice", "GET", PATH).send().status()).isEqualTo(200);
        gamma.client().suspendTenant(suspended);
        String unknown = Fresh.name("none");

        assertThat(Stream.of(suspended, unknown, "default")
                        .map(tenant ->
                                gamma.as(tenant + ":alice", "GET", PATH).send().likeness(tenant))
                        .distinct())
                .hasSize(1)
                .allSatisfy(refusal -> assertThat(refusal).startsWith("403").contains("FORBIDDEN"));
    }

    @Test
    void nobodyStaysNobodyWhereTheFormationWantsNames() {
        assertBad(gamma.asNobody("GET", PATH));
        assertBad(gamma.as("0", "GET", PATH));
    }

    private static void assertUnauthorized(Asking asking) {
        Answer answer = asking.send();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("UNAUTHORIZED");
        assertThat(answer.header("WWW-Authenticate")).contains("ApiKey realm=\"client\", header=\"X-Muxi-Client-Key\"");
    }

    private static void assertBad(Asking asking) {
        Answer answer = asking.send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
    }
}
