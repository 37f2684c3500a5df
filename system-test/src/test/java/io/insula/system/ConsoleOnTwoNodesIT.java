package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Login;
import io.insula.system.launch.Patience;
import io.insula.system.launch.Person;
import io.insula.system.launch.SharedServer;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Browser;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A browser that is logged in on one node is so on the other, and out on both at once. */
@ExtendWith({TwoNodes.class, SharedServer.class})
class ConsoleOnTwoNodesIT {

    private static final String SESSION = "__Secure-insula-session";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final LaunchedServer one;
    private final LaunchedServer other;
    private final Login login;
    private final String acme = Fresh.name("acme");
    private final String alice = Fresh.name("alice");

    ConsoleOnTwoNodesIT(Nodes nodes, Login login) {
        one = nodes.one();
        other = nodes.other();
        this.login = login;
    }

    @Test
    void aLoginWithAKeyHoldsOnBothAndEndsOnBothWithTheLogoutOfOne() {
        Browser here = new Browser(one.url());
        here.logIn(one.formation("alpha").keys().admin());
        Browser there = on(other, here);
        Browser neighbour = new Browser(other.url());
        neighbour.logIn(one.formation("alpha").keys().admin());
        assertThat(Stream.of(here, there))
                .allSatisfy(each -> assertThat(each.open("/console").status()).isEqualTo(200));

        Answer out = here.submit("/console/logout", here.twin().open("/console").body(), Map.of());

        assertThat(out.status()).isEqualTo(303);
        assertThat(there.open("/console").header("Location")).isEqualTo("/console/login");
        assertThat(neighbour.open("/console").status()).isEqualTo(200);
    }

    /** The word of a form is of the browser, not of the node that showed the page. */
    @Test
    void aPageOfOneNodeIsSentToTheOther() {
        Browser here = new Browser(one.url());
        here.logIn(one.formation("alpha").keys().admin());
        String page = here.open("/console").body();

        Answer out = on(other, here).submit("/console/logout", page, Map.of());

        assertThat(out.header("Location")).isEqualTo("/console/login");
        assertThat(here.open("/console").status()).isEqualTo(303);
    }

    @Test
    void whatTheProviderEndsAtOneNodeIsOverOnTheOther() {
        String session = Fresh.name("session");
        login.expect(alice, Map.of("tenant", acme, "sid", session));
        Browser here = loggedIn();
        Browser there = on(other, here);
        assertThat(there.open("/console").body()).contains(alice, acme);

        String token = login.logoutToken(Login.CORP, Login.CONSOLE, Map.of("sub", alice, "sid", session));
        Answer heard = one.formation("alpha")
                .byKeyAlone()
                .ask("POST", "/sso/logout")
                .text("application/x-www-form-urlencoded", "logout_token=" + token)
                .send();

        assertThat(heard.status()).as(heard.body()).isEqualTo(200);
        assertThat(there.open("/console").status()).isEqualTo(303);
        assertThat(here.open("/console").status()).isEqualTo(303);
    }

    @Test
    void ofTwoThatComeAtOnceOneAsksForNewTokensAndBothGoOn() throws Exception {
        Person person = login.expect(alice, Map.of("tenant", acme), 2);
        Browser here = loggedIn();
        Browser there = on(other, here);
        person.tokensLast(600);
        Runnable word = person.hold();

        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> statusOfRenewal(here, person));
        Patience.until("the question for new tokens", LONG, person::isAskedFor);
        CompletableFuture<Integer> second =
                CompletableFuture.supplyAsync(() -> there.open("/console").status());
        word.run();

        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(person.renewals()).isOne();
    }

    /** Asks until the tokens have ended and new ones came, or did not. */
    private static int statusOfRenewal(Browser browser, Person person) {
        int status = browser.open("/console").status();
        while (status == 200 && person.renewals() == 0) {
            status = browser.open("/console").status();
        }
        return status;
    }

    private Browser loggedIn() {
        Browser browser = new Browser(one.url());
        String away = browser.open("/console/login/to/corp").header("Location");
        Answer in = browser.open(new Asking("GET", away).send().header("Location"));
        assertThat(in.status()).as(in.body()).isEqualTo(303);
        return browser;
    }

    private static Browser on(LaunchedServer node, Browser browser) {
        return new Browser(node.url()).holding(SESSION, browser.cookie(SESSION));
    }
}
