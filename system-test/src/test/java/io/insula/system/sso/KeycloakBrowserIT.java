package io.insula.system.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.insula.postgres.testing.TestDatabase;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People in a real browser, which hears what policies say: they log in at a real Keycloak, and out again. */
@Tag("keycloak")
@ExtendWith({SharedKeycloak.class, SignedOnServer.class})
class KeycloakBrowserIT {

    private static final int BRIEF_SECONDS = 4;
    private static final int VISITS = 3;
    private static final int USUAL_SECONDS = 300;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String SESSION = "__Secure-insula-session";

    private static Chromium chromium;

    private final Realm acme;
    private final Realm globex;
    private final String front;
    private final List<String> complaints = new ArrayList<>();
    private BrowserContext browser;
    private Page page;

    KeycloakBrowserIT(Keycloak keycloak, LaunchedServer server) {
        acme = keycloak.realm("acme");
        front = server.url().replace("127.0.0.1", "localhost");
        globex = keycloak.realm("globex");
        globex.redirectTo(Realm.CONSOLE, front + "/console/*", front + "/console*");
        acme.redirectTo(Realm.CONSOLE, front + "/console/*", front + "/console*");
        acme.tellLogouts(Realm.CONSOLE, server.url() + "/v1/sso/logout");
    }

    @BeforeAll
    static void startTheBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void closeTheBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void somebodySitsDown() {
        browser = chromium.fresh();
        page = browser.newPage();
        page.onConsoleMessage(message -> {
            if (message.location().startsWith(front) && !message.text().contains("the server responded with")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void nothingWasAgainstThePolicy() {
        browser.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void whoLogsInSeesWhoOneIsAndIsOutEverywhereAfterTheLogout() {
        logIn("alice");

        assertThat(page.url()).isEqualTo(front + "/console");
        assertThat(page.textContent("h1")).isEqualTo("alice");
        assertThat(page.textContent("dl"))
                .contains("acme", "guarded", "engineering", acme.userId("alice"), acme.issuer());
        assertThat(page.textContent("table")).contains("role ");
        assertThat(page.querySelector("script, style, [style]")).isNull();
        assertThat(page.evaluate("getComputedStyle(document.querySelector('header')).display"))
                .as("the style sheet counts")
                .isEqualTo("flex");
        assertThat(page.evaluate("document.cookie")).isEqualTo("");
        show("console");

        page.click("text=Log out");

        page.waitForURL(front + "/console/login");
        assertThat(session()).isNull();
        show("login");
        page.click("text=Log in with Acme");
        assertThat(page.waitForSelector("#username").isVisible())
                .as("the provider asks again")
                .isTrue();
    }

    @Test
    void whoIsStillLoggedInAtTheProviderComesBackWithOneClick() {
        logIn("alice");
        Cookie before = session();
        browser.clearCookies(new BrowserContext.ClearCookiesOptions().setName(SESSION));
        page.navigate(front + "/console");
        assertThat(page.url()).isEqualTo(front + "/console/login");

        page.click("text=Log in with Acme");

        page.waitForURL(front + "/console");
        assertThat(session().value).isNotEqualTo(before.value);
    }

    @Test
    void theEndOfTheSessionAtTheProviderIsItsEndHere() {
        logIn("carol");
        acme.logOut("carol");

        Patience.until("the end of the session", LONG, this::isOut);
    }

    /** Nobody tells of it, and nobody is asked before the tokens end. */
    @Test
    void whoIsDisabledIsOutWhenTheTokensEnd() {
        acme.tokensLast(Realm.CONSOLE, BRIEF_SECONDS);
        try {
            logIn("dave");
            acme.setMember("dave", "managers", true);
            Patience.until("the renewal", LONG, () -> {
                page.navigate(front + "/console");
                return page.textContent("dl").contains("managers");
            });

            acme.setEnabled("dave", false);

            Patience.until("the end of the tokens", LONG, this::isOut);
        } finally {
            acme.setEnabled("dave", true);
            acme.setMember("dave", "managers", false);
            acme.tokensLast(Realm.CONSOLE, USUAL_SECONDS);
        }
    }

    /** To be asked about renews nothing: the login lasts as long as it would have without that. */
    @Test
    void whereTheProviderIsAskedWhoIsEnabledGoesOnAsBeforeAndWhoIsDisabledIsOutAtOnce() throws SQLException {
        logIn(globex, "Globex", "erin");
        String before = termsOf(globex.userId("erin"));
        for (int visit = 0; visit < VISITS; visit++) {
            page.navigate(front + "/console");
            assertThat(page.textContent("h1")).isEqualTo("erin");
        }
        assertThat(termsOf(globex.userId("erin"))).isEqualTo(before);

        globex.setEnabled("erin", false);
        try {
            assertThat(isOut()).isTrue();
        } finally {
            globex.setEnabled("erin", true);
        }
        assertThat(isOut()).as("for good").isTrue();
    }

    @Test
    void whereTheProviderIsAskedTheEndOfItsSessionIsTheEndAtOnce() {
        logIn(globex, "Globex", "alice");

        globex.logOut("alice");

        assertThat(isOut()).isTrue();
    }

    @Test
    void aFormOfAnotherSiteDoesNothing() {
        logIn("alice");
        page.setContent("<form method=post action='" + front + "/console/logout'><button>Prize</button></form>");
        page.click("text=Prize");
        assertThat(page.waitForSelector("h1").textContent()).isEqualTo("Access denied");

        page.navigate(front + "/console");

        assertThat(page.textContent("h1")).isEqualTo("alice");
    }

    @Test
    void theCookieIsOfTheConsoleAlone() {
        logIn("alice");

        assertThat(session().path).isEqualTo("/console");
        assertThat(session().httpOnly).isTrue();
        assertThat(session().secure).isTrue();
        assertThat(page.navigate(front + "/v1/memories").status()).isEqualTo(401);
    }

    /** On what terms the one living session of a subject goes on: its tokens, their end and its own, and who renews it. */
    private static String termsOf(String subject) throws SQLException {
        try (Connection connection =
                        TestDatabase.instance().superuserDataSource().getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select concat_ws(' ', md5(tokens), good_until, ends_at, renewing_until) from insula.browser_session"
                                + " where subject = ? and ended_at is null")) {
            query.setString(1, subject);
            try (ResultSet row = query.executeQuery()) {
                assertThat(row.next()).isTrue();
                String terms = row.getString(1);
                assertThat(row.next()).as("another").isFalse();
                return terms;
            }
        }
    }

    private boolean isOut() {
        page.navigate(front + "/console");
        return page.url().equals(front + "/console/login");
    }

    private void logIn(String user) {
        logIn(acme, "Acme", user);
    }

    private void logIn(Realm realm, String label, String user) {
        page.navigate(front + "/console");
        page.click("text=Log in with " + label);
        page.fill("#username", user);
        page.fill("#password", realm.password(user));
        page.click("#kc-login");
        page.waitForURL(front + "/console");
    }

    private Cookie session() {
        return browser.cookies().stream()
                .filter(cookie -> cookie.name.equals(SESSION))
                .findFirst()
                .orElse(null);
    }

    /** For people to look at. */
    private void show(String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "pages", name + '-' + scheme.name() + ".png")));
        }
    }
}
