package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaClient;
import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Login;
import io.insula.system.launch.Patience;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users who come by themselves, with a token of somebody whom the operator believes. */
@ExtendWith(SharedServer.class)
class TokensIT {

    private static final String PATH = "/memories";
    private static final Duration LONG = Duration.ofSeconds(60);

    private final LaunchedServer server;
    private final Login login;
    private final Door alpha;
    private final String acme = Fresh.name("acme");

    TokensIT(LaunchedServer server, Login login) {
        this.server = server;
        this.login = login;
        alpha = server.formation("alpha");
    }

    @Test
    void whatATokensUserHasIsTheirsAlone() {
        InsulaUser alice = me(login.token(acme, "alice"));
        Memory memory = alice.addMemory("I keep bees");

        assertThat(me(login.token(acme, "alice")).getMemories().items())
                .extracting(Memory::id)
                .containsExactly(memory.id());
        assertThat(Stream.of(
                        me(login.token(acme, "Alice")),
                        me(login.token(acme, "bob")),
                        me(login.token(Fresh.name("globex"), "alice")),
                        alpha.user(acme + ":alice")))
                .allSatisfy(other -> assertThat(other.getMemories().items()).isEmpty());
        assertLooksAbsent(memory.id(), login.token(acme, "bob"));
    }

    @Test
    void aTokenNamesNobodyElse() {
        String token = login.token(acme, "alice");

        assertThat(ask(token).user("alice").send().status()).isEqualTo(200);
        assertThat(ask(token).user(acme + ":alice").send().status()).isEqualTo(200);
        assertThat(ask(token).user("bob").send().status()).isEqualTo(403);
        assertThat(ask(token).tenant(Fresh.name("globex")).send().status()).isEqualTo(403);
        assertThat(bearer(alpha, "GET", PATH + "?user_id=bob", token).send().status())
                .isEqualTo(403);
    }

    @Test
    void everyWrongTokenIsAnsweredLikeAWrongKey() {
        Map<String, Object> tenant = Map.of("tenant", acme);
        String wrongKey = alpha.ask("GET", PATH).clientKey("fmc_wrong").send().likeness();

        assertThat(Stream.of(
                        login.token(Login.CORP, "alice", "insula", tenant, -1),
                        login.token(Login.CORP, "alice", "payroll", tenant, 600),
                        login.token(Login.CORP, "alice", "insula", Map.of(), 600),
                        login.token(Login.CORP, "alice", "insula", Map.of("tenant", "No Tenant"), 600),
                        login.token(Login.OTHER, "alice", "insula", tenant, 600),
                        login.token(acme, "alice") + "x",
                        "token"))
                .allSatisfy(token -> assertThat(ask(token).send().likeness())
                        .startsWith("401")
                        .isEqualTo(wrongKey));
        assertThat(ask(login.token(acme, "alice"))
                        .header("Authorization", "Bearer " + login.token(acme, "bob"))
                        .send()
                        .status())
                .isIn(400, 401);
    }

    @Test
    void aRequestHasOneCaller() {
        assertThat(ask(login.token(acme, "alice"))
                        .clientKey(alpha.keys().client())
                        .send()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aTokenOpensNoOtherFormationAndNoAdministration() {
        String token = login.token(acme, "alice");

        assertThat(bearer(server.formation("beta"), "GET", PATH, token).send().status())
                .isEqualTo(401);
        assertThat(bearer(alpha.byKeyAlone(), "GET", PATH, token).send().status())
                .as("the settings name the formation")
                .isEqualTo(200);
        assertThat(bearer(alpha, "GET", "/keys", token).send().status()).isEqualTo(401);
        assertThat(bearer(alpha, "GET", "/admin/tenants", token).send().status())
                .isEqualTo(401);
    }

    /** Roles may be assigned to what the token says of groups, and a later hand does what the token's user asked for. */
    @Test
    void theGroupsOfATokenCountForRolesAlsoWhenItsWorkIsDoneLater() {
        Door guarded = server.formation("guarded");
        String user = Fresh.name("alice");
        String engineer = inGroups(user, "engineering");

        assertThat(session(guarded, inGroups(user))).isEqualTo(403);
        assertThat(session(guarded, inGroups(user, "sales"))).isEqualTo(403);
        assertThat(session(guarded, engineer)).isEqualTo(201);
        assertThat(session(guarded, inGroups(user)))
                .as("what one token says is not remembered of the user")
                .isEqualTo(403);
        Answer later = bearer(guarded, "POST", "/chat", engineer)
                .json(Map.of("message", "I keep bees", "mode", "async"))
                .send();
        assertThat(later.status()).isEqualTo(202);
        String request = later.data("/request_id").asText();
        Patience.until("the answer", LONG, () -> bearer(guarded, "GET", "/requests/" + request, engineer)
                .send()
                .data("/status")
                .asText()
                .equals("completed"));

        assertThat(bearer(guarded, "GET", "/admin/users", engineer).send().status())
                .isEqualTo(403);
        assertThat(bearer(guarded, "GET", "/admin/users", inGroups(user, "managers"))
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutAFormationInTheSettingsThePathNamesIt() {
        String token = login.token(Login.OPEN, Fresh.name("alice"), "insula", Map.of(), 600);

        assertThat(bearer(alpha.byKeyAlone(), "GET", PATH, token).send().status())
                .isEqualTo(401);
        assertThat(bearer(alpha, "GET", PATH, token).send().status()).isEqualTo(200);
        assertThat(bearer(server.formation("beta"), "GET", PATH, token).send().status())
                .isEqualTo(200);
    }

    @Test
    void aStreamEndsWithItsToken() {
        String token = login.token(Login.CORP, "alice", "insula", Map.of("tenant", acme), 3);

        assertThat(bearer(alpha, "GET", "/events?wait=60", token)
                        .accepting("text/event-stream")
                        .hears("UNAUTHORIZED"))
                .isTrue();
        assertThat(ask(token).send().status()).isEqualTo(401);
    }

    @Test
    void whatWasAskedForInTimeIsAnsweredLater() {
        String token = login.token(acme, "alice");
        String request = me(token).chatAsync("I keep bees", null).id();

        Patience.until(
                "the answer", LONG, () -> me(token).getRequest(request).status().equals("completed"));
    }

    private InsulaUser me(String token) {
        return InsulaClient.builder()
                .baseUrl(server.url())
                .formation("alpha")
                .token(token)
                .build()
                .me();
    }

    private Asking ask(String token) {
        return bearer(alpha, "GET", PATH, token);
    }

    private static Asking bearer(Door door, String method, String path, String token) {
        return door.ask(method, path).header("Authorization", "Bearer " + token);
    }

    private String inGroups(String user, String... groups) {
        return login.token(Login.OPEN, user, "insula", Map.of("groups", List.of(groups)), 600);
    }

    private static int session(Door door, String token) {
        return bearer(door, "POST", "/sessions", token).json(Map.of()).send().status();
    }

    private void assertLooksAbsent(String id, String token) {
        String absent = Fresh.absentId("mem");
        Answer foreign = bearer(alpha, "GET", PATH + "/" + id, token).send();

        assertThat(foreign.likeness(id))
                .startsWith("404")
                .isEqualTo(
                        bearer(alpha, "GET", PATH + "/" + absent, token).send().likeness(absent));
    }
}
