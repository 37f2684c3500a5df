package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Login;
import io.insula.system.launch.Patience;
import io.insula.system.launch.Person;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Browser;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Logins of browsers are worth what the provider's tokens are, and go on only where it gives new ones. */
@ExtendWith(SharedServer.class)
class BrowserRenewalIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int BRIEF = 2;

    private final LaunchedServer server;
    private final Login login;
    private final String acme = Fresh.name("acme");
    private final String alice = Fresh.name("alice");

    BrowserRenewalIT(LaunchedServer server, Login login) {
        this.server = server;
        this.login = login;
    }

    @Test
    void whoIsRenewedStaysAndIsInTheGroupsOfThen() {
        Person person = login.expect(alice, said("talkers"), BRIEF);
        Browser browser = loggedIn();
        assertThat(browser.open("/console").body()).contains("talkers");
        String held = browser.cookie("__Secure-insula-session");

        person.saying(said("managers"));

        Patience.until(
                "the renewal", LONG, () -> browser.open("/console").body().contains("managers"));
        assertThat(browser.open("/console").body()).contains(alice).doesNotContain("talkers");
        assertThat(browser.cookie("__Secure-insula-session")).isEqualTo(held);
        assertThat(person.renewals()).isPositive();
        assertThat(server.log()).as("no token").doesNotContain("eyJ");
    }

    @Test
    void whoIsDisabledIsOutWithTheEndOfTheTokensForGood() {
        Person person = login.expect(alice, said("talkers"), BRIEF);
        Browser browser = loggedIn();
        person.setDisabled(true);

        Patience.until("the end", LONG, () -> browser.twin().open("/console").status() == 303);

        person.setDisabled(false);
        assertThat(browser.open("/console").header("Location")).isEqualTo("/console/login");
        assertThat(person.renewals()).isZero();
        Answer trail = server.formation("alpha")
                .asAdmin("GET", "/audit?tenant=" + acme)
                .send();
        assertThat(trail.body()).contains("browser_session.end");
    }

    @Test
    void aRenewalThatSpeaksOfSomebodyElseIsTheEnd() {
        for (String who : List.of("subject", "tenant")) {
            Person person = login.expect(alice, said("talkers"), BRIEF);
            Browser browser = loggedIn();
            if (who.equals("subject")) {
                person.become(Fresh.name("mallory"));
            } else {
                person.saying(Map.of("tenant", Fresh.name("globex")));
            }

            Patience.until("the end", LONG, () -> browser.open("/console").status() == 303);

            assertThat(person.renewals()).as(who).isOne();
        }
    }

    @Test
    void nobodyIsLetInWhileTheProviderFailsAndTheLoginGoesOnAfterThat() {
        Person person = login.expect(alice, said("talkers"), BRIEF);
        Browser browser = loggedIn();
        person.setAbsent(true);

        Patience.until(
                "the end of the tokens", LONG, () -> browser.open("/console").status() == 503);

        assertThat(browser.open("/console").header("Retry-After")).matches("\\d+");
        assertThat(browser.open("/console/console.css").status()).isEqualTo(200);
        person.setAbsent(false);
        Patience.until("its return", LONG, () -> browser.open("/console").status() == 200);
    }

    @Test
    void whoeverWantsOutIsOutWhileTheProviderFails() {
        Person person = login.expect(alice, said("talkers"), BRIEF);
        Browser browser = loggedIn();
        String page = browser.open("/console").body();
        person.setAbsent(true);
        Patience.until(
                "the end of the tokens", LONG, () -> browser.open("/console").status() == 503);

        assertThat(browser.submit("/console/logout", page, Map.of()).status()).isEqualTo(303);

        person.setAbsent(false);
        assertThat(browser.open("/console").status()).isEqualTo(303);
    }

    private Map<String, Object> said(String group) {
        return Map.of("tenant", acme, "groups", List.of(group));
    }

    private Browser loggedIn() {
        Browser browser = new Browser(server.url());
        String away = browser.open("/console/login/to/corp").header("Location");
        Answer in = browser.open(new Asking("GET", away).send().header("Location"));
        assertThat(in.status()).as(in.body()).isEqualTo(303);
        return browser;
    }
}
