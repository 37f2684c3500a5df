package io.insula.system.sso;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real Keycloak ends before the tokens end: one realm tells of it, the other is asked. */
@Tag("keycloak")
@ExtendWith({SharedKeycloak.class, SignedOnServer.class})
class KeycloakEndsIT {

    private static final int LONG_SECONDS = 30;

    private final Realm telling;
    private final Realm asked;
    private final Door guarded;
    private final String url;

    KeycloakEndsIT(Keycloak keycloak, LaunchedServer server) {
        telling = keycloak.realm("acme");
        asked = keycloak.realm("globex");
        guarded = server.formation("guarded");
        url = server.url() + "/v1/sso/logout";
    }

    /** Keycloak waits for our answer before it answers: there is nothing to wait for. */
    @Test
    void aLogoutThatKeycloakTellsHoldsAtOnce() {
        telling.tellLogouts(Realm.APP, url);
        String alice = telling.token(Realm.APP, "alice");
        String dave = telling.token(Realm.APP, "dave");
        assertThat(sessions(alice)).isEqualTo(200);

        telling.logOut("alice");

        assertThat(sessions(alice)).isEqualTo(401);
        assertThat(sessions(dave)).isEqualTo(200);
        assertThat(sessions(telling.token(Realm.APP, "alice"))).isEqualTo(200);
    }

    @Test
    void oneSessionEndsAndTheUsersOthersGoOn() {
        telling.tellLogouts(Realm.APP, url);
        Realm.Login here = telling.login(Realm.APP, "alice");
        Realm.Login there = telling.login(Realm.APP, "alice");
        assertThat(sessions(here.access())).isEqualTo(200);
        assertThat(sessions(there.access())).isEqualTo(200);

        telling.leave(Realm.APP, here);

        assertThat(sessions(here.access())).isEqualTo(401);
        assertThat(sessions(there.access())).isEqualTo(200);
    }

    @Test
    void aLogoutOfOneRealmEndsNobodyOfAnother() {
        telling.tellLogouts(Realm.APP, url);
        String ours = telling.token(Realm.APP, "alice");
        String theirs = asked.token(Realm.APP, "alice");
        assertThat(sessions(ours)).isEqualTo(200);

        telling.logOut("alice");

        assertThat(sessions(ours)).isEqualTo(401);
        assertThat(sessions(theirs)).isEqualTo(200);
    }

    @Test
    void aStreamEndsWithItsSession() throws Exception {
        telling.tellLogouts(Realm.APP, url);
        String alice = telling.token(Realm.APP, "alice");
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Boolean> refused = listen(alice, begun);
        begun.get(LONG_SECONDS, TimeUnit.SECONDS);

        telling.logOut("alice");

        assertThat(refused.get(LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoeverIsAskedSaysAtOnceThatAUserIsDisabled() throws Exception {
        String erin = asked.token(Realm.APP, "erin");
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Boolean> refused = listen(erin, begun);
        begun.get(LONG_SECONDS, TimeUnit.SECONDS);
        assertThat(sessions(erin)).isEqualTo(200);

        asked.setEnabled("erin", false);

        assertThat(sessions(erin)).isEqualTo(401);
        assertThat(refused.get(LONG_SECONDS, TimeUnit.SECONDS)).as("its stream").isTrue();
        asked.setEnabled("erin", true);
        Patience.until(
                "erin's return",
                Duration.ofSeconds(LONG_SECONDS),
                () -> sessions(asked.token(Realm.APP, "erin")) == 200);
    }

    @Test
    void whoeverIsAskedSaysAtOnceThatAUserHasLoggedOut() {
        String alice = asked.token(Realm.APP, "alice");
        String program = asked.tokenOfProgram();
        assertThat(sessions(alice)).isEqualTo(200);

        asked.logOut("alice");

        assertThat(sessions(alice)).isEqualTo(401);
        assertThat(sessions(program)).isEqualTo(200);
    }

    private CompletableFuture<Boolean> listen(String token, CompletableFuture<Void> begun) {
        return CompletableFuture.supplyAsync(() -> bearer("/events?wait=60", token)
                .accepting("text/event-stream")
                .hears(line -> {
                    begun.complete(null);
                    return line.contains("UNAUTHORIZED");
                }));
    }

    private int sessions(String token) {
        return bearer("/sessions", token).send().status();
    }

    private Asking bearer(String path, String token) {
        return guarded.ask("GET", path).header("Authorization", "Bearer " + token);
    }
}
