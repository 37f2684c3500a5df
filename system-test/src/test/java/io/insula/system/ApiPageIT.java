package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that shows the description of the API. */
@ExtendWith(SharedServer.class)
class ApiPageIT {

    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    private final LaunchedServer server;

    ApiPageIT(LaunchedServer server) {
        this.server = server;
    }

    @Test
    void everythingThatThePageLoadsIsServedHere() {
        Answer page = get("/docs");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'");
        Matcher loaded = LOADED.matcher(page.body());
        assertThat(loaded.results().map(each -> each.group(1)).filter(each -> !each.equals("data:,")))
                .contains("/openapi", "/docs/swagger-ui-bundle.js")
                .allSatisfy(path -> assertThat(get(path).status()).as(path).isEqualTo(200));
    }

    @Test
    void thePageReadsTheDocumentOfTheRunningServer() {
        String script = get("/docs/page.js").body();
        Matcher url = Pattern.compile("url: '([^']+)'").matcher(script);

        assertThat(url.find()).isTrue();
        Answer document = described(url.group(1));
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.json().path("paths").has("/v1/memories")).isTrue();
    }

    @Test
    void thePageIsNoRouteOfTheApi() {
        assertThat(described("/openapi").json().path("paths").fieldNames())
                .toIterable()
                .noneMatch(path -> path.startsWith("/docs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/ApiPageResource.class", "/docs/..", "/docs/page", "/docs/%2e%2e/Lines.class"})
    void nothingElseLiesThere(String path) {
        assertThat(get(path).status()).isIn(400, 404);
    }

    private Answer described(String path) {
        return new Asking("GET", server.url() + path)
                .accepting("application/json")
                .send();
    }

    private Answer get(String path) {
        return new Asking("GET", server.url() + path).send();
    }
}
