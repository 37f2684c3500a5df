package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.client.InsulaException;
import io.insula.client.InsulaTenant;
import io.insula.client.InsulaUser;
import io.insula.client.LinkedIdentifier;
import io.insula.client.UserIdentifier;
import io.insula.client.UserIdentifiers;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many names of one user: linked by a back end, resolved with each request, unlinked, listed. */
@ExtendWith(SharedServer.class)
class LinkingIT {

    private static final String EMAIL = "alice@example.com";
    private static final String SLACK = "U98765ABC";
    private static final String LINK = "/users/identifiers";

    private final Door alpha;
    private final String acme = Fresh.name("acme");
    private final InsulaTenant users;

    LinkingIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        users = alpha.client().forTenant(acme);
    }

    @Test
    void whatIsRememberedUnderOneNameIsKnownUnderAll() {
        alpha.user(acme + ":" + EMAIL).addMemory("My budget is 5000 dollars");
        alpha.user(acme + ":" + EMAIL).setPreference("tea", "green");

        UserIdentifiers linked = users.associateUserIdentifiers(
                List.of(UserIdentifier.of(EMAIL), UserIdentifier.of(SLACK, "slack")), null);

        assertThat(alpha.user(acme + ":" + SLACK).chat("What's my budget?").response())
                .contains("5000");
        assertThat(alpha.user(acme + ":" + SLACK).getPreference("tea").value()).isEqualTo("green");
        assertThat(alpha.user(acme + ":" + SLACK).getSynopsis().synopsis())
                .isEqualTo(alpha.user(acme + ":" + EMAIL).getSynopsis().synopsis());
        assertThat(alpha.user(acme + ":" + linked.muxiUserId()).getMemories().items())
                .hasSize(1);
    }

    @Test
    void aSessionStaysWithTheNameThatBeganIt() {
        String user = users.associateUserIdentifiers(
                        List.of(UserIdentifier.of(EMAIL), UserIdentifier.of(SLACK, "slack")), null)
                .muxiUserId();
        InsulaUser byMail = alpha.user(acme + ":" + EMAIL);
        InsulaUser bySlack = alpha.user(acme + ":" + SLACK);
        String session = byMail.chat("My budget is 5000 dollars").sessionId();

        Answer foreign =
                alpha.as(acme + ":" + SLACK, "GET", "/sessions/" + session).send();

        assertThat(bySlack.getSessions().items()).isEmpty();
        assertThat(foreign.status()).isEqualTo(404);
        assertRefused(404, () -> bySlack.chat("And now?", session));
        assertRefused(404, () -> bySlack.deleteSession(session));
        assertThat(byMail.getSessions().items()).hasSize(1);
        assertThat(byMail.chat("And now?", session).sessionId()).isEqualTo(session);
        assertThat(alpha.user(acme + ":" + user).getSession(session).id()).isEqualTo(session);
    }

    @Test
    void stringsPairsAndObjectsAreLinkedInOneGo() {
        Answer answer =
                link(Map.of("identifiers", List.of(EMAIL, List.of(SLACK, "slack"), Map.of("identifier", "u-1"))));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.data("/muxi_user_id").asText()).startsWith("usr_");
        assertThat(answer.data("/count").asInt()).isEqualTo(3);
        assertThat(answer.data("/identifiers/1/identifier").asText()).isEqualTo(SLACK);
        assertThat(answer.data("/identifiers/1/type").asText()).isEqualTo("slack");
        assertThat(answer.data("/identifiers/1/created_at").asText()).endsWith("Z");
        assertThat(users.getUserIdentifiers(EMAIL)).containsExactlyInAnyOrder(EMAIL, SLACK, "u-1");
    }

    @Test
    void linkingAgainChangesNothing() {
        List<UserIdentifier> both = List.of(UserIdentifier.of(EMAIL, "email"), UserIdentifier.of(SLACK, "slack"));
        UserIdentifiers first = users.associateUserIdentifiers(both, null);

        assertThat(users.associateUserIdentifiers(both, null)).isEqualTo(first);
        assertThat(users.associateUserIdentifiers(both, first.muxiUserId())).isEqualTo(first);
    }

    @Test
    void namesAreAddedToTheUserWhoIsNamed() {
        String alice = users.resolveUser(EMAIL, true).muxiUserId();

        users.linkUserIdentifier(SLACK, "slack", alice);

        assertThat(users.resolveUser(SLACK, false).muxiUserId()).isEqualTo(alice);
        assertRefused(404, () -> users.linkUserIdentifier("u-1", null, Fresh.absentId("usr")));
        assertRefused(404, () -> users.resolveUser("u-1", false));
    }

    @Test
    void emailsAreOneInAnyCaseAndUnicodeInAnyForm() {
        String alice = users.resolveUser("Alice@Example.COM", true).muxiUserId();
        String jose = users.resolveUser("Jose\u0301", true).muxiUserId();

        assertThat(users.resolveUser(EMAIL, false).muxiUserId()).isEqualTo(alice);
        assertThat(users.resolveUser("José", false).muxiUserId()).isEqualTo(jose);
        assertRefused(404, () -> users.resolveUser("josé", false));
    }

    @Test
    void allIsLinkedOrNothing() {
        String bob = users.resolveUser("bob@example.com", true).muxiUserId();
        String alice = users.resolveUser(EMAIL, true).muxiUserId();

        Answer taken = link(Map.of("muxi_user_id", alice, "identifiers", List.of("u-1", "u-2", "bob@example.com")));
        Answer torn = link(Map.of("identifiers", List.of("u-1", EMAIL, "bob@example.com")));

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.code()).isEqualTo("IDENTIFIER_CONFLICT");
        assertThat(taken.body()).contains("bob@example.com").doesNotContain("u-1", bob, alice);
        assertThat(torn.status()).isEqualTo(409);
        assertThat(torn.body()).contains("bob@example.com", EMAIL).doesNotContain("u-1", bob, alice);
        assertThat(users.getUserIdentifiers(alice)).containsExactly(EMAIL);
        assertThat(users.getUserIdentifiers(bob)).containsExactly("bob@example.com");
        assertRefused(404, () -> users.resolveUser("u-1", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"identifiers\": []}",
                "{\"identifiers\": \"alice\"}",
                "{\"identifiers\": [1]}",
                "{\"identifiers\": [null]}",
                "{\"identifiers\": [[\"a\"]]}",
                "{\"identifiers\": [[\"a\", \"slack\", \"b\"]]}",
                "{\"identifiers\": [{\"identifier\": \"a\", \"kind\": \"slack\"}]}",
                "{\"identifiers\": [{\"identifier\": \"a\", \"type\": 1}]}",
                "{\"identifiers\": [[\"a\", \"slack\"], [\"a\", \"github\"]]}",
                "{\"identifiers\": [\"a\"], \"subject_type\": \"robot\"}",
                "{\"identifiers\": [\"a\"], \"user\": \"usr_1\"}",
                "{\"identifiers\": [\"\"]}",
                "{\"identifiers\": [\" a\"]}",
                "{\"identifiers\": [\"0\"]}",
                "{\"identifiers\": [\"usr_1\"]}",
                "{\"identifiers\": [\"a\\u0001b\"]}",
                "{\"identifiers\": [[\"a\", \"\"]]}",
                "{\"identifiers\": [[\"a\", \"Sl ack\"]]}",
                "{\"identifiers\": [[\"a\", \"email\"]]}"
            })
    void whatIsNoIdentifierIsRefusedWhole(String body) {
        Answer answer = asking("POST", LINK).text("application/json", body).send();

        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
        assertRefused(404, () -> users.resolveUser("a", false));
    }

    @Test
    void whatIsUnlinkedIsAsIfItHadNeverBeenSeen() {
        String alice = users.associateUserIdentifiers(
                        List.of(UserIdentifier.of(EMAIL), UserIdentifier.of(SLACK, "slack")), null)
                .muxiUserId();
        alpha.user(acme + ":" + SLACK).addMemory("I prefer green tea");

        users.unlinkUserIdentifier(SLACK, false);

        assertThat(users.getUserIdentifiers(alice)).containsExactly(EMAIL);
        assertThat(alpha.user(acme + ":" + SLACK).getMemories().items()).isEmpty();
        assertThat(alpha.user(acme + ":" + EMAIL).getMemories().items()).hasSize(1);
        assertThat(users.resolveUser(SLACK, false).muxiUserId()).isNotEqualTo(alice);
        assertRefused(404, () -> users.unlinkUserIdentifier("never-seen", true));
    }

    @Test
    void theLastNameIsUnlinkedByForceAlone() {
        String alice = users.resolveUser(EMAIL, true).muxiUserId();
        String path = LINK + "/" + EMAIL;

        assertThat(asking("DELETE", path).send().status()).isEqualTo(409);
        assertThat(asking("DELETE", path + "?force=perhaps").send().status()).isEqualTo(422);
        Answer forced = asking("DELETE", path + "?force=true").send();

        assertThat(forced.status()).isEqualTo(200);
        assertThat(forced.data("/remaining").asInt()).isZero();
        assertThat(users.getUserIdentifiers(alice)).isEmpty();
        assertThat(alpha.user(acme + ":" + alice).getMemories().items()).isEmpty();
    }

    @Test
    void anApiKeyNamesItsUserAndIsNeverShown() {
        String key = "key_" + Fresh.name("secret");
        String alice = users.resolveUser(EMAIL, true).muxiUserId();
        alpha.user(acme + ":" + EMAIL).addMemory("I prefer green tea");

        UserIdentifiers linked = users.linkUserIdentifier(key, "api_key", alice);

        assertThat(alpha.user(acme + ":" + key).getMemories().items()).hasSize(1);
        assertThat(users.resolveUser(key, false).muxiUserId()).isEqualTo(alice);
        LinkedIdentifier shown = linked.identifiers().get(0);
        assertThat(shown.identifier()).isEqualTo("********" + key.substring(key.length() - 4));
        assertThat(asking("GET", LINK + "/" + alice).send().body()).doesNotContain(key);
        assertThat(asking("GET", "/users/" + alice).send().body()).doesNotContain(key);
        users.unlinkUserIdentifier(shown.handle(), false);
        assertThat(alpha.user(acme + ":" + key).getMemories().items()).isEmpty();
    }

    @Test
    void whatTurnsOutToBeASecretIsShownNoLonger() {
        String key = "key_" + Fresh.name("secret");
        String alice = users.resolveUser(key, true).muxiUserId();
        users.linkUserIdentifier(EMAIL, "email", alice);

        users.linkUserIdentifier(key, "api_key", null);

        assertThat(users.getUserIdentifiers(alice)).hasSize(2).doesNotContain(key);
        assertThat(users.resolveUser(key, false).muxiUserId()).isEqualTo(alice);
        String bob = users.resolveUser("bob@example.com", true).muxiUserId();
        Answer stolen = link(Map.of("muxi_user_id", bob, "identifiers", List.of(key)));
        assertThat(stolen.status()).isEqualTo(409);
    }

    @Test
    void aListIsOfObjectsOrOfPlainTexts() {
        users.associateUserIdentifiers(List.of(UserIdentifier.of(EMAIL, "email"), UserIdentifier.of(SLACK)), null);

        Answer plain = asking("GET", LINK + "/" + SLACK + "?format=plain").send();
        Answer alias = asking("GET", "/users/" + SLACK + "/identifiers").send();

        assertThat(plain.data("/identifiers/0").isTextual()).isTrue();
        assertThat(plain.data("/count").asInt()).isEqualTo(2);
        assertThat(alias.data("/identifiers/0/type").asText()).isEqualTo("email");
        assertThat(asking("GET", LINK + "/" + SLACK + "?format=xml").send().status())
                .isEqualTo(422);
    }

    @Test
    void aUserHasNoMoreNamesThanTheServerAdmits() {
        String alice = users.resolveUser("n-0", true).muxiUserId();
        for (int half = 0; half < 2; half++) {
            List<UserIdentifier> fifty = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                fifty.add(UserIdentifier.of("n-" + (half * 50 + i)));
            }
            users.associateUserIdentifiers(fifty, alice);
        }

        assertRefused(409, () -> users.linkUserIdentifier("n-100", null, alice));
        assertThat(users.getUserIdentifiers(alice)).hasSize(100);
    }

    @Test
    void namesAreTheirTenantsAndFormationsOwn() {
        String other = Fresh.name("globex");
        users.associateUserIdentifiers(List.of(UserIdentifier.of(EMAIL), UserIdentifier.of(SLACK)), null);
        String alice = users.resolveUser(EMAIL, false).muxiUserId();
        InsulaTenant globex = alpha.client().forTenant(other);

        assertRefused(404, () -> globex.resolveUser(EMAIL, false));
        assertRefused(404, () -> globex.listUserIdentifiers(alice));
        assertRefused(404, () -> globex.unlinkUserIdentifier(SLACK, true));
        assertRefused(404, () -> globex.linkUserIdentifier("u-1", null, alice));
        assertThat(globex.resolveUser(EMAIL, true).muxiUserId()).isNotEqualTo(alice);
        assertThat(users.getUserIdentifiers(alice)).hasSize(2);
    }

    private Asking asking(String method, String path) {
        return alpha.asNobody(method, path).tenant(acme);
    }

    private Answer link(Map<String, ?> body) {
        return asking("POST", LINK).json(body).send();
    }

    private static void assertRefused(int status, Runnable call) {
        assertThatExceptionOfType(InsulaException.class)
                .isThrownBy(call::run)
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(status));
    }
}
