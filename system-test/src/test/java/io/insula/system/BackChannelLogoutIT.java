package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.AuditQuery;
import io.insula.system.launch.Login;
import io.insula.system.launch.SharedServer;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issuers who say that somebody has logged out: heard by one node, true on both. */
@ExtendWith({TwoNodes.class, SharedServer.class})
class BackChannelLogoutIT {

    private static final String LOGOUT = "/sso/logout";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int LONG_SECONDS = 30;

    private final Login login;
    private final Door here;
    private final Door there;
    private final String acme = Fresh.name("acme");
    private final String alice = Fresh.name("alice");
    private final String session = Fresh.name("session");

    BackChannelLogoutIT(Nodes nodes, Login login) {
        this.login = login;
        here = nodes.one().formation("alpha");
        there = nodes.other().formation("alpha");
    }

    @Test
    void aSessionThatEndedIsOverOnEveryNodeAtOnceAndNoOtherIs() {
        String ended = login.token(acme, alice, session);
        String renewed = login.token(acme, alice, session);
        String other = login.token(acme, alice, Fresh.name("session"));
        String bob = login.token(acme, Fresh.name("bob"), Fresh.name("session"));
        assertThat(Stream.of(ended, renewed, other, bob)).allMatch(token -> status(there, token) == 200);

        Answer heard = hear(logout(Map.of("sub", alice, "sid", session)));

        assertThat(heard.status()).as(heard.body()).isEqualTo(200);
        assertThat(heard.header("Cache-Control")).contains("no-store");
        assertThat(Stream.of(here, there))
                .allMatch(node -> status(node, ended) == 401)
                .allMatch(node -> status(node, renewed) == 401)
                .allMatch(node -> status(node, other) == 200)
                .allMatch(node -> status(node, bob) == 200);
        assertThat(ask(there, ended).send().likeness())
                .isEqualTo(there.ask("GET", "/memories")
                        .clientKey("fmc_wrong")
                        .send()
                        .likeness());
    }

    @Test
    void whereNoSessionIsNamedAllThatTheUserBeganIsOver() {
        String first = login.token(acme, alice, session);
        String second = login.token(acme, alice, Fresh.name("session"));
        String third = login.token(acme, alice);
        String elsewhere = login.token(Fresh.name("globex"), alice);
        assertThat(Stream.of(first, second, third, elsewhere)).allMatch(token -> status(there, token) == 200);

        assertThat(hear(logout(Map.of("sub", alice))).status()).isEqualTo(200);

        assertThat(Stream.of(first, second, third, elsewhere)).allMatch(token -> status(there, token) == 401);
    }

    @Test
    void aStreamOfTheSessionEnds() throws Exception {
        String token = login.token(acme, alice, session);
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Boolean> refused = CompletableFuture.supplyAsync(() -> there.ask("GET", "/events?wait=60")
                .header("Authorization", "Bearer " + token)
                .accepting("text/event-stream")
                .hears(line -> {
                    begun.complete(null);
                    return line.contains("UNAUTHORIZED");
                }));
        begun.get(LONG_SECONDS, TimeUnit.SECONDS);

        assertThat(hear(logout(Map.of("sub", alice, "sid", session))).status()).isEqualTo(200);

        assertThat(refused.get(LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoWasNeverSeenBeforeTheLogoutIsNotLetInAfterIt() {
        assertThat(hear(logout(Map.of("sub", alice, "sid", session))).status()).isEqualTo(200);

        assertThat(status(there, login.token(acme, alice, session))).isEqualTo(401);
        assertThat(status(there, login.token(acme, alice, Fresh.name("session"))))
                .isEqualTo(200);
    }

    @Test
    void aLogoutTokenIsTakenOnce() {
        String token = logout(Map.of("sub", alice, "sid", session));

        assertThat(hear(token).status()).isEqualTo(200);
        assertThat(hear(token).status()).isEqualTo(400);
    }

    /** What each of these lacks, {@code LogoutTokenTest} tells one by one. */
    @Test
    void whatIsNoLogoutTokenForUsEndsNothing() {
        String good = login.token(acme, alice, session);
        assertThat(status(here, good)).isEqualTo(200);
        Map<String, Object> who = Map.of("sub", alice, "sid", session);
        String unsigned = Base64.getUrlEncoder().encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + logout(who).replaceFirst("^[^.]+", "").replaceFirst("[^.]+$", "");

        assertThat(Stream.of(
                        good,
                        login.logoutToken(Login.CORP, "insula", who),
                        login.logoutToken(Login.OPEN, Login.APP, who),
                        login.logoutToken(Login.OTHER, Login.APP, who),
                        login.logoutToken(Login.CORP, Login.APP, Map.of("sub", alice, "sid", session, "nonce", "n")),
                        login.logoutToken(
                                Login.CORP, Login.APP, Map.of("sub", alice, "sid", session, "events", Map.of())),
                        unsigned,
                        logout(who) + "x",
                        "token"))
                .allSatisfy(token -> {
                    Answer answer = hear(token);
                    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
                    assertThat(answer.json().path("error").asText()).isEqualTo("invalid_request");
                    assertThat(answer.json().path("error_description").asText()).isNotBlank();
                    assertThat(answer.header("Cache-Control")).contains("no-store");
                });
        assertThat(status(here, good)).isEqualTo(200);
    }

    @Test
    void formsAreBoundedAndNothingElseIsTaken() {
        String token = logout(Map.of("sub", alice));

        Answer json =
                here.ask("POST", LOGOUT).json(Map.of("logout_token", token)).send();
        assertThat(json.status()).isEqualTo(415);
        assertThat(json.body()).contains(FORM).doesNotContain("must be application/json");
        assertThat(here.ask("POST", LOGOUT)
                        .text(null, "logout_token=" + token)
                        .send()
                        .status())
                .as("without a word of what it is")
                .isEqualTo(415);
        assertThat(form("logout_token=" + "x".repeat(1 << 15)).status()).isEqualTo(413);
        assertThat(form("").status()).isEqualTo(400);
        assertThat(form("logout_token=%zz").status()).isEqualTo(400);
        assertThat(form("logout_token=" + token + "&logout_token=" + token).status())
                .isEqualTo(400);
        assertThat(here.ask("GET", LOGOUT).send().status()).isEqualTo(405);
        assertThat(form("other=1&logout_token=" + token).status())
                .as("other fields are for others")
                .isEqualTo(200);
    }

    @Test
    void theTrailOfTheTenantTellsOfIt() {
        assertThat(status(here, login.token(acme, alice, session))).isEqualTo(200);

        assertThat(hear(logout(Map.of("sub", alice, "sid", session))).status()).isEqualTo(200);

        assertThat(here.client().audit(acme).stream(AuditQuery.ofAction("login.end"))
                        .toList())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor()).isEqualTo("token:corp");
                    assertThat(entry.resourceId()).startsWith("usr_");
                });
    }

    private String logout(Map<String, Object> who) {
        return login.logoutToken(Login.CORP, Login.APP, who);
    }

    private Answer hear(String logoutToken) {
        return form("logout_token=" + logoutToken);
    }

    private Answer form(String body) {
        return here.byKeyAlone().ask("POST", LOGOUT).text(FORM, body).send();
    }

    private static int status(Door node, String token) {
        return ask(node, token).send().status();
    }

    private static Asking ask(Door node, String token) {
        return node.ask("GET", "/memories").header("Authorization", "Bearer " + token);
    }
}
