package io.insula.system.sso;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People and programs who come with tokens of two realms of a real Keycloak, each of which is one tenant. */
@Tag("keycloak")
@ExtendWith({SharedKeycloak.class, SignedOnServer.class})
class KeycloakTokensIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Realm acme;
    private final Realm globex;
    private final Door guarded;

    KeycloakTokensIT(Keycloak keycloak, LaunchedServer server) {
        acme = keycloak.realm("acme");
        globex = keycloak.realm("globex");
        guarded = server.formation("guarded");
    }

    @Test
    void groupsOfTheRealmGiveTheRolesOfTheFormation() {
        assertThat(session(acme.token(Realm.APP, "alice")))
                .as("engineering talks")
                .isEqualTo(201);
        assertThat(session(acme.token(Realm.APP, "bob"))).as("sales does not").isEqualTo(403);
        assertThat(users(acme.token(Realm.APP, "carol"))).as("managers manage").isEqualTo(200);
        assertThat(users(acme.token(Realm.APP, "alice"))).isEqualTo(403);
    }

    @Test
    void aProgramComesByItself() {
        assertThat(session(acme.tokenOfProgram())).as("it is in engineering").isEqualTo(201);
        assertThat(users(acme.tokenOfProgram())).isEqualTo(403);
    }

    @Test
    void theSameNameInTwoRealmsIsTwoUsersOfTwoTenants() {
        String ours = acme.token(Realm.APP, "alice");
        String theirs = globex.token(Realm.APP, "alice");
        String session = opened(ours);

        assertThat(bearer("GET", "/sessions/" + session, ours).send().status()).isEqualTo(200);
        String absent = Fresh.absentId("sess");
        assertThat(bearer("GET", "/sessions/" + session, theirs).send().likeness(session))
                .startsWith("404")
                .isEqualTo(bearer("GET", "/sessions/" + absent, theirs).send().likeness(absent));
        assertThat(bearer("GET", "/sessions", theirs).send().body()).doesNotContain(session);
    }

    @Test
    void aTokenOfOneRealmOpensNoTenantOfAnother() {
        String ours = acme.token(Realm.APP, "alice");

        assertThat(bearer("GET", "/sessions", ours).tenant("acme").send().status())
                .isEqualTo(200);
        assertThat(bearer("GET", "/sessions", ours).tenant("globex").send().status())
                .isEqualTo(403);
        assertThat(bearer("GET", "/sessions", ours)
                        .user("globex:" + globex.userId("alice"))
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatIsNoAccessTokenForUsIsRefused() {
        Realm.Login login = acme.login(Realm.APP, "alice");

        assertThat(sessions(login.id())).as("an ID token").isEqualTo(401);
        assertThat(sessions(login.refresh())).as("a refresh token").isEqualTo(401);
        assertThat(sessions(login.access())).isEqualTo(200);
    }

    /** A new key is believed at once, an earlier one as long as the realm tells it, and no longer. */
    @Test
    void keysRollOverWithoutARestart() {
        String before = globex.token(Realm.APP, "alice");
        assertThat(sessions(before)).isEqualTo(200);

        globex.rollKeysOver();
        String after = globex.token(Realm.APP, "alice");

        assertThat(sessions(after)).isEqualTo(200);
        assertThat(sessions(before)).isEqualTo(200);
        globex.removeEarlierKeys();
        Patience.until("the earlier key's end", LONG, () -> sessions(before) == 401);
        assertThat(sessions(globex.token(Realm.APP, "alice"))).isEqualTo(200);
        assertThat(sessions(after)).isEqualTo(200);
    }

    /** Where neither introspection nor back-channel logout is set up, a token's own end is the last word. */
    @Test
    void whoWasDisabledOrLoggedOutIsGoneWithTheTokenAtTheLatest() {
        Realm.Login disabled = acme.login(Realm.BRIEF, "dave");
        assertThat(sessions(disabled.access())).isEqualTo(200);

        acme.setEnabled("dave", false);
        assertThat(acme.renews(Realm.BRIEF, disabled)).isFalse();
        assertThat(acme.admits(Realm.BRIEF, "dave")).isFalse();
        Patience.until("the end of the token", LONG, () -> sessions(disabled.access()) == 401);

        acme.setEnabled("dave", true);
        Realm.Login loggedOut = acme.login(Realm.BRIEF, "dave");
        assertThat(sessions(loggedOut.access())).isEqualTo(200);
        acme.logOut("dave");
        assertThat(acme.renews(Realm.BRIEF, loggedOut)).isFalse();
        Patience.until("the end of the token", LONG, () -> sessions(loggedOut.access()) == 401);
    }

    private int session(String token) {
        return bearer("POST", "/sessions", token).json(Map.of()).send().status();
    }

    private int sessions(String token) {
        return bearer("GET", "/sessions", token).send().status();
    }

    private int users(String token) {
        return bearer("GET", "/admin/users", token).send().status();
    }

    private String opened(String token) {
        Answer answer = bearer("POST", "/sessions", token).json(Map.of()).send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.data("/session_id").asText();
    }

    private Asking bearer(String method, String path, String token) {
        return guarded.ask(method, path).header("Authorization", "Bearer " + token);
    }
}
