package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Login;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Browser;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People with browsers who log in at an identity provider, and those who would like to be somebody else by it. */
@ExtendWith(SharedServer.class)
class BrowserLoginIT {

    private static final String SESSION = "__Secure-insula-session";
    private static final String TO = "/console/login/to/corp";
    private static final String BACK = "/console/login/back/";
    private static final Pattern USER = Pattern.compile("usr_[0-9a-z]{26}");

    private final LaunchedServer server;
    private final Login login;
    private final Door alpha;
    private final String acme = Fresh.name("acme");
    private final String alice = Fresh.name("alice");

    BrowserLoginIT(LaunchedServer server, Login login) {
        this.server = server;
        this.login = login;
        alpha = server.formation("alpha");
    }

    @Test
    void theProviderIsAskedByCodeWithProofStateAndNonce() {
        Browser browser = new Browser(server.url());
        assertThat(browser.open("/console/login").body()).contains("Log in with Corp &amp; Co", TO);

        Answer away = browser.open(TO);

        assertThat(away.status()).isEqualTo(303);
        assertThat(away.header("Location"))
                .contains("response_type=code", "code_challenge_method=S256", "code_challenge=", "client_id=console")
                .contains("redirect_uri=" + encoded(server.url() + BACK + "corp"))
                .containsPattern("state=[A-Za-z0-9_-]{43}")
                .containsPattern("nonce=[A-Za-z0-9_-]{43}");
        assertThat(away.header("Set-Cookie"))
                .startsWith("__Host-insula-login=")
                .contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Domain");
    }

    @Test
    void whoLogsInIsWhomATokenWouldSpeakFor() {
        Browser browser = loggedIn(acme, alice);

        String page = browser.open("/console").body();

        assertThat(page).contains(alice, acme, "alpha").doesNotContain("{{");
        assertThat(page).containsPattern("chat</th><td><span class=\"yes\">Allowed");
        assertThat(page).containsPattern("manage tenants</th><td><span class=\"no\">Not allowed");
        String token = login.token(acme, alice);
        Answer own = alpha.ask("POST", "/memories")
                .header("Authorization", "Bearer " + token)
                .json(Map.of("content", "I keep bees"))
                .send();
        assertThat(own.status()).isEqualTo(201);
        assertThat(users(acme)).containsExactly(userOn(page));
        assertThat(server.log()).doesNotContain(browser.cookie(SESSION));
    }

    @Test
    void oneTenantSeesNothingOfTheOther() {
        String globex = Fresh.name("globex");
        String ours = loggedIn(acme, alice).open("/console").body();
        String theirs = loggedIn(globex, alice).open("/console").body();

        assertThat(ours).contains(acme).doesNotContain(globex);
        assertThat(theirs).contains(globex).doesNotContain(acme);
        assertThat(userOn(ours)).isNotEqualTo(userOn(theirs));
        alpha.client().suspendTenant(globex);
        assertThat(loggedInAnswer(globex, alice).status()).isEqualTo(403);
    }

    @Test
    void wordsOfTheProviderAreTextAndNothingElse() {
        String evil = "<script>alert(1)</script>";
        login.expect(evil, Map.of("tenant", acme, "preferred_username", "\"><img src=x onerror=alert(2)>"));
        Browser browser = new Browser(server.url());
        browser.open(back(browser));

        String page = browser.open("/console").body();

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&quot;&gt;&lt;img src=x onerror=alert(2)&gt;")
                .doesNotContain("<script", "<img src=x");
    }

    @Test
    void anAnswerCountsOnlyWhereTheLoginBeganAndOnce() {
        login.expect(alice, Map.of("tenant", acme));
        Browser browser = new Browser(server.url());
        String back = back(browser);
        Browser twin = browser.twin();

        assertRefused(new Browser(server.url()), back);
        assertRefused(browser.twin(), back.replaceFirst("state=[^&]*", "state=" + "A".repeat(43)));
        assertRefused(browser.twin(), back.replaceFirst("[?&]state=[^&]*", ""));
        assertRefused(browser.twin(), back + "&iss=https%3A%2F%2Fevil.example");
        assertRefused(browser.twin(), back + "&code=another");
        assertRefused(browser.twin(), back.replaceFirst("code=[^&]*", "error=access_denied"));
        assertThat(browser.twin()
                        .open(back.replace(BACK + "corp", BACK + "other"))
                        .status())
                .isEqualTo(404);
        assertThat(browser.open(back).status()).isEqualTo(303);
        assertThat(browser.open("/console").status()).isEqualTo(200);
        assertRefused(twin, back);
    }

    /** The code of one login with the state of another: neither proof nor nonce fits. */
    @Test
    void aCodeOfAnotherLoginIsRefused() {
        Browser attacker = new Browser(server.url());
        String theirs = back(attacker);
        login.expect(alice, Map.of("tenant", acme));
        Browser victim = new Browser(server.url());
        String own = back(victim);

        assertRefused(victim, own.replaceFirst("code=[^&]*", "code=" + parameter(theirs, "code")));
    }

    @Test
    void aTokenThatWasGivenToAnotherPartyIsRefused() {
        login.expect(alice, Map.of("tenant", acme), "another-client");
        Browser browser = new Browser(server.url());

        assertRefused(browser, back(browser));
    }

    @Test
    void aLoginLeadsBackToPagesAlone() {
        Browser browser = new Browser(server.url());

        for (String elsewhere : new String[] {"https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2Fv1%2Fkeys"}) {
            assertThat(browser.open(TO + "?return=" + elsewhere).status()).isEqualTo(400);
        }
        assertThat(browser.open("/console/login/to/nobody").status()).isEqualTo(404);
    }

    @Test
    void whoMayNotActAnyMoreLosesTheConsoleAtOnce() {
        Browser browser = loggedIn(acme, alice);
        Browser neighbour = loggedIn(acme, Fresh.name("bob"));
        String user = userOn(browser.open("/console").body());

        alpha.client().forTenant(acme).suspendUser(user);

        assertThat(browser.open("/console").header("Location")).isEqualTo("/console/login");
        assertThat(neighbour.open("/console").status()).isEqualTo(200);
    }

    @Test
    void theSessionEndsWithTheProvidersOwn() {
        String session = Fresh.name("session");
        login.expect(alice, Map.of("tenant", acme, "sid", session));
        Browser browser = new Browser(server.url());
        browser.open(back(browser));
        login.expect(alice, Map.of("tenant", acme, "sid", Fresh.name("session")));
        Browser other = new Browser(server.url());
        other.open(back(other));
        assertThat(browser.open("/console").status()).isEqualTo(200);

        String token = login.logoutToken(Login.CORP, Login.CONSOLE, Map.of("sub", alice, "sid", session));
        Answer heard = alpha.byKeyAlone()
                .ask("POST", "/sso/logout")
                .text("application/x-www-form-urlencoded", "logout_token=" + token)
                .send();

        assertThat(heard.status()).as(heard.body()).isEqualTo(200);
        assertThat(browser.open("/console").status()).isEqualTo(303);
        assertThat(other.open("/console").status()).as("another session").isEqualTo(200);
    }

    @Test
    void logoutLeadsOnToTheProvider() {
        Browser browser = loggedIn(acme, alice);
        Answer page = browser.open("/console");
        Browser stolen = browser.twin();

        Answer out = browser.submit("/console/logout", page.body(), Map.of());

        assertThat(out.header("Location"))
                .contains("/corp/endsession?", "id_token_hint=")
                .contains("post_logout_redirect_uri=" + encoded(server.url() + "/console/login"));
        assertThat(page.header("Content-Security-Policy"))
                .containsPattern("form-action 'self' http://[a-z0-9.]+:\\d+;");
        assertThat(stolen.open("/console").status()).isEqualTo(303);
        assertThat(alpha.asAdmin("GET", "/audit?tenant=" + acme).send().body())
                .contains("browser_session.create", "browser_session.end");
    }

    private Browser loggedIn(String tenant, String user) {
        login.expect(user, Map.of("tenant", tenant));
        Browser browser = new Browser(server.url());
        Answer in = browser.open(back(browser));
        assertThat(in.status()).as(in.body()).isEqualTo(303);
        return browser;
    }

    private Answer loggedInAnswer(String tenant, String user) {
        login.expect(user, Map.of("tenant", tenant));
        Browser browser = new Browser(server.url());
        return browser.open(back(browser));
    }

    /** Begins a login, lets the provider agree, and says where it sends the browser back to. */
    private static String back(Browser browser) {
        String away = browser.open(TO).header("Location");
        return new Asking("GET", away).send().header("Location");
    }

    private static void assertRefused(Browser browser, String back) {
        Answer answer = browser.open(back);

        assertThat(answer.status()).as(back).isEqualTo(400);
        assertThat(answer.body()).contains("<h1>").doesNotContain("Exception", "evil", "io.insula");
        assertThat(browser.cookie(SESSION)).isEmpty();
    }

    private Stream<String> users(String tenant) {
        Answer users = alpha.asAdmin("GET", "/admin/users").tenant(tenant).send();
        return USER.matcher(users.body())
                .results()
                .map(result -> result.group())
                .distinct();
    }

    private static String userOn(String page) {
        Matcher user = USER.matcher(page);
        assertThat(user.find()).isTrue();
        return user.group();
    }

    private static String parameter(String url, String name) {
        Matcher value = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
        assertThat(value.find()).isTrue();
        return value.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
