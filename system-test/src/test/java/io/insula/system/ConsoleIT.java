package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.IssuedKey;
import io.insula.client.NewKey;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Browser;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People with browsers who come with a key: what the console shows them, and what it does not let others do. */
@ExtendWith(SharedServer.class)
class ConsoleIT {

    private static final String SESSION = "__Secure-insula-session";
    private static final String FORM = "__Secure-insula-form";

    private final LaunchedServer server;
    private final Door alpha;

    ConsoleIT(LaunchedServer server) {
        this.server = server;
        alpha = server.formation("alpha");
    }

    @Test
    void aKeyOpensThePageThatSaysWhoOneIsAndWhatOneMayDo() {
        Browser browser = new Browser(server.url());
        assertThat(browser.open("/console").header("Location")).isEqualTo("/console/login");

        Answer in = browser.logIn(alpha.keys().admin());

        assertThat(in.status()).isEqualTo(303);
        assertThat(in.header("Location")).isEqualTo("/console");
        Answer page = browser.open("/console");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(page.body())
                .contains("Administrator", "alpha", "admin key key_", "all tenants of the formation")
                .containsPattern("manage tenants</th><td><span class=\"yes\">Allowed")
                .containsPattern("chat</th><td><span class=\"no\">Not allowed")
                .doesNotContain(alpha.keys().admin(), "{{");
        assertThat(server.log()).doesNotContain(browser.cookie(SESSION));
    }

    @Test
    void aKeyOfATenantShowsThatTenantAlone() {
        String acme = Fresh.name("acme");
        String globex = Fresh.name("globex");
        Stream.of(acme, globex).forEach(each -> alpha.user(each + ":alice").addMemory("I keep bees"));
        Browser one = new Browser(server.url());
        Browser other = new Browser(server.url());

        one.logIn(keyOf(acme).secret());
        other.logIn(keyOf(globex).secret());

        assertThat(one.open("/console").body()).contains(acme).doesNotContain(globex, "all tenants");
        assertThat(other.open("/console").body()).contains(globex).doesNotContain(acme, "all tenants");
        alpha.client().suspendTenant(acme);
        assertThat(one.open("/console").status()).isEqualTo(303);
        assertThat(other.open("/console").status()).isEqualTo(200);
    }

    @Test
    void everyAnswerForbidsWhatPagesDoNotNeed() {
        Browser browser = new Browser(server.url());
        browser.logIn(alpha.keys().admin());

        assertThat(Stream.of(
                        browser.open("/console"),
                        browser.open("/console/login"),
                        browser.open("/console/nothing"),
                        browser.open("/console/console.css"),
                        new Browser(server.url()).open("/console/login"),
                        new Browser(server.url()).logIn("fma_wrong")))
                .allSatisfy(answer -> {
                    assertThat(answer.header("Content-Security-Policy"))
                            .startsWith("default-src 'none';")
                            .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                            .doesNotContain("unsafe", "script-src");
                    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
                    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
                    assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
                    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
                    assertThat(answer.body()).doesNotContain("<script", "<style", "style=", "onclick");
                });
    }

    @Test
    void cookiesAreOutOfReachOfScriptsAndOfOtherSites() {
        Browser browser = new Browser(server.url());
        Answer form = browser.open("/console/login");
        Answer in = browser.submit(
                "/console/login", form.body(), Map.of("key", alpha.keys().admin()));

        assertThat(form.header("Set-Cookie"))
                .startsWith(FORM + "=")
                .contains("; Path=/console", "; Secure", "; HttpOnly", "; SameSite=Strict");
        assertThat(in.header("Set-Cookie"))
                .startsWith(SESSION + "=")
                .contains("; Path=/console", "; Secure", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Domain", "Max-Age");
    }

    @Test
    void theApiKnowsNoSessionAndTheConsoleNoKeyInAHeader() {
        Browser browser = new Browser(server.url());
        browser.logIn(alpha.keys().admin());

        for (String path : List.of("/keys", "/admin/tenants", "/memories", "/audit")) {
            String without = alpha.ask("GET", path).send().likeness();
            assertThat(without).startsWith("401");
            assertThat(alpha.ask("GET", path)
                            .header("Cookie", browser.cookies())
                            .send()
                            .likeness())
                    .isEqualTo(without);
            assertThat(alpha.byKeyAlone()
                            .ask("GET", path)
                            .header("Cookie", browser.cookies())
                            .send()
                            .status())
                    .isEqualTo(401);
        }
        assertThat(new Asking("GET", server.url() + "/console")
                        .adminKey(alpha.keys().admin())
                        .send()
                        .header("Location"))
                .isEqualTo("/console/login");
    }

    @Test
    void aFormCountsOnlyFromAPageThatTheSameBrowserWasShown() {
        Browser browser = new Browser(server.url());
        String page = browser.open("/console/login").body();
        Map<String, String> key = Map.of("key", alpha.keys().admin());

        assertThat(Stream.of(
                        browser.twin().post("/console/login", key),
                        browser.twin()
                                .post(
                                        "/console/login",
                                        Map.of("key", alpha.keys().admin(), "form_word", "x")),
                        new Browser(server.url()).submit("/console/login", page, key),
                        new Browser(server.url())
                                .submit(
                                        "/console/login",
                                        new Browser(server.url())
                                                .open("/console/login")
                                                .body(),
                                        key),
                        browser.twin().saying("Origin", "https://evil.example").submit("/console/login", page, key),
                        browser.twin().saying("Origin", "null").submit("/console/login", page, key),
                        browser.twin().saying("Sec-Fetch-Site", "cross-site").submit("/console/login", page, key),
                        browser.twin().saying("Sec-Fetch-Site", "same-site").submit("/console/login", page, key),
                        browser.twin()
                                .saying("Origin", null)
                                .saying("Sec-Fetch-Site", null)
                                .submit("/console/login", page, key)))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(403);
                    assertThat(answer.headers()).doesNotContainKey("set-cookie");
                });
        assertThat(browser.submit("/console/login", page, key).status()).isEqualTo(303);
        assertThat(browser.post("/console/logout", Map.of()).status()).isEqualTo(403);
        assertThat(browser.submit("/console/logout", page, Map.of()).status())
                .as("the word of the page before the login")
                .isEqualTo(403);
        assertThat(browser.open("/console").status()).isEqualTo(200);
    }

    @Test
    void whoLogsInGetsAnotherSessionThanTheOneBroughtAlong() {
        Browser planted = new Browser(server.url());
        planted.logIn(alpha.keys().admin());
        String before = planted.cookie(SESSION);
        Browser browser = new Browser(server.url()).holding(SESSION, "A".repeat(43));

        browser.logIn(alpha.keys().admin());
        assertThat(browser.cookie(SESSION)).hasSize(43).isNotEqualTo("A".repeat(43));

        String page = planted.open("/console").body();
        assertThat(page).contains("Log out");
        Browser again = new Browser(server.url());
        String form = again.open("/console/login").body();
        again.holding(SESSION, before)
                .submit("/console/login", form, Map.of("key", alpha.keys().admin()));
        assertThat(again.cookie(SESSION)).isNotEqualTo(before);
        assertThat(planted.open("/console").status())
                .as("the session before is over")
                .isEqualTo(303);
    }

    @Test
    void theSessionEndsWithTheLogout() {
        Browser browser = new Browser(server.url());
        browser.logIn(alpha.keys().admin());
        Browser stolen = browser.twin();

        Answer out = browser.submit("/console/logout", browser.open("/console").body(), Map.of());

        assertThat(out.header("Location")).isEqualTo("/console/login");
        assertThat(browser.cookie(SESSION)).isEmpty();
        assertThat(stolen.open("/console").header("Location")).isEqualTo("/console/login");
    }

    @Test
    void theSessionEndsWithItsKey() {
        IssuedKey key = alpha.client().keys().create(NewKey.admin());
        Browser browser = new Browser(server.url());
        browser.logIn(key.secret());
        assertThat(browser.open("/console").body()).contains(key.key().id());

        alpha.client().keys().revoke(key.key().id());

        assertThat(browser.open("/console").header("Location")).isEqualTo("/console/login");
    }

    @Test
    void nothingButALivingAdminKeyLogsIn() {
        for (String wrong : List.of("", "fma_wrong", alpha.keys().client(), "x".repeat(2_000))) {
            Browser browser = new Browser(server.url());
            Answer answer = browser.logIn(wrong);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).contains("That is no admin key").doesNotContain("wrong");
            assertThat(browser.cookie(SESSION)).isEmpty();
        }
    }

    @Test
    void aLinkLeadsNowhereButToThePages() {
        Browser browser = new Browser(server.url());
        for (String elsewhere : List.of(
                "https%3A%2F%2Fevil.example",
                "%2F%2Fevil.example",
                "%2Fconsole%2F..%2F..%2Fevil",
                "%2Fconsole%5C%5Cevil",
                "%2Fconsole%2F%2Fevil.example",
                "javascript%3Aalert(1)",
                "%2Fconsole%0d%0aSet-Cookie%3A%20x")) {
            Answer answer = browser.open("/console/login?return=" + elsewhere);

            assertThat(answer.status()).as(elsewhere).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("evil", "alert(", "Exception");
        }
    }

    @Test
    void whatIsNotThereIsAPlainPage() {
        Browser browser = new Browser(server.url());

        assertThat(browser.open("/console/%3Cscript%3E").status()).isIn(400, 404);
        assertThat(browser.open("/console/sessions").status()).isEqualTo(404);
        assertThat(browser.post("/console", Map.of()).status()).isEqualTo(405);
        assertThat(browser.open("/console/sessions").body())
                .contains("Not found")
                .doesNotContain("io.insula");
    }

    @Test
    void loginAndLogoutAreInTheTrail() {
        IssuedKey key = alpha.client().keys().create(NewKey.admin());
        Browser browser = new Browser(server.url());
        browser.logIn(key.secret());
        browser.submit("/console/logout", browser.open("/console").body(), Map.of());

        Answer trail = alpha.asAdmin("GET", "/audit?actor=" + key.key().id()).send();

        assertThat(trail.body()).contains("browser_session.create", "browser_session.end", "127.0.0.1");
    }

    private IssuedKey keyOf(String tenant) {
        return alpha.client().keys().create(NewKey.admin().forTenant(tenant));
    }
}
