package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Web pages of other origins: those that are listed are let read answers, and nobody else. */
@ExtendWith(SharedServer.class)
class CorsIT {

    private static final String LISTED = "https://chat.example.com";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private final Door alpha;
    private final String alice = Fresh.name("acme") + ":alice";

    CorsIT(LaunchedServer server) {
        alpha = server.formation("alpha");
    }

    @Test
    void aListedPageMayAskWithoutAKeyWhatItMaySend() {
        Answer answer = preflight(LISTED);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header(ALLOWED)).isEqualTo(LISTED);
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("PATCH", "DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers")).contains("Authorization", "X-Muxi-User-Id");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
        assertThat(answer.headers()).doesNotContainKey("access-control-allow-credentials");
        assertThat(answer.headers().get("vary")).contains("Origin");
    }

    @Test
    void aListedPageReadsAnswersAndErrorsAndStreams() {
        Answer found = from(LISTED, alpha.as(alice, "GET", "/memories"));
        Answer refused = from(LISTED, alpha.ask("GET", "/memories"));
        Answer absent = from(LISTED, alpha.as(alice, "GET", "/no-such-route"));
        Answer streamed =
                from(LISTED, alpha.as(alice, "POST", "/chat").json(Map.of("message", "Hello", "stream", true)));

        assertThat(found.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(absent.status()).isEqualTo(404);
        assertThat(streamed.header("Content-Type")).startsWith("text/event-stream");
        assertThat(new Answer[] {found, refused, absent, streamed}).allSatisfy(answer -> {
            assertThat(answer.header(ALLOWED)).isEqualTo(LISTED);
            assertThat(answer.header("Access-Control-Expose-Headers")).contains("Retry-After", "X-Request-Id");
            assertThat(answer.headers().get("vary")).contains("Origin");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://chat.example.com.evil.example",
                "http://chat.example.com",
                "https://chat.example.com:8443",
                "https://CHAT.example.com",
                "null",
                "*"
            })
    void nobodyElseReadsAnything(String origin) {
        Answer asked = preflight(origin);
        Answer read = from(origin, alpha.as(alice, "GET", "/memories"));

        assertThat(read.status()).isEqualTo(200);
        assertThat(new Answer[] {asked, read}).allSatisfy(answer -> {
            assertThat(answer.headers().keySet()).noneMatch(header -> header.startsWith("access-control-"));
            // What a cache keeps of it must not be given to a listed page.
            assertThat(answer.headers().get("vary")).contains("Origin");
        });
    }

    @Test
    void aListedPageOpensNothingWithoutAKey() {
        assertThat(from(LISTED, alpha.ask("POST", "/memories").json(Map.of("content", "x")))
                        .status())
                .isEqualTo(401);
    }

    private Answer preflight(String origin) {
        return from(
                origin,
                alpha.ask("OPTIONS", "/memories")
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization,content-type"));
    }

    private static Answer from(String origin, Asking asking) {
        return asking.header("Origin", origin).send();
    }
}
