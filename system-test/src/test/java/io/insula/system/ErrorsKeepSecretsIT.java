package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends marked words everywhere and looks for them where they must not turn up. */
@ExtendWith(SharedServer.class)
class ErrorsKeepSecretsIT {

    private static final String MARK = Fresh.name("telltale");

    private final LaunchedServer server;
    private final Door alpha;
    private final String name = Fresh.name("acme") + ":alice";

    ErrorsKeepSecretsIT(LaunchedServer server) {
        this.server = server;
        alpha = server.formation("alpha");
    }

    static Stream<Asked> provocations() {
        return Stream.of(
                new Asked("GET", "/memories?cursor=" + MARK, null),
                new Asked("GET", "/memories?limit=" + MARK, null),
                new Asked("GET", "/memories/search?q=tea&min_score=" + MARK, null),
                new Asked("GET", "/memories/search?q=" + MARK + "%00", null),
                new Asked("GET", "/memories?user_id=other-" + MARK, null),
                new Asked("POST", "/memories", "{\"content\": \"" + MARK + "\\u0000\"}"),
                new Asked("POST", "/memories", "{\"content\": {\"odd\": \"" + MARK + "\"}}"),
                new Asked("POST", "/memories", "{\"content\": \"" + MARK + "\""),
                new Asked("POST", "/memories", "{\"content\": \"x\", \"metadata\": \"" + MARK + "\"}"),
                new Asked("POST", "/chat", "{\"message\": \"" + MARK + " " + "a".repeat(100_000) + "\"}"),
                new Asked("POST", "/chat", "{\"message\": \"Hi\", \"session_id\": \"" + MARK + "'\\\"\\\\\"}"),
                new Asked("POST", "/chat", MARK));
    }

    /** A request that the server must refuse. */
    private record Asked(String method, String path, String body) {

        Answer of(Door door, String user) {
            Asking asking = door.as(user, method, path);
            return (body == null ? asking : asking.text("application/json", body)).send();
        }
    }

    @ParameterizedTest
    @MethodSource("provocations")
    void refusalsQuoteNothingAndShowNoMachinery(Asked asked) {
        Answer answer = asked.of(alpha, name);

        assertThat(answer.status()).isBetween(400, 422);
        assertThat(answer.body())
                .doesNotContain(MARK)
                .doesNotContain("Exception")
                .doesNotContain("\\tat ")
                .doesNotContain("io.insula")
                .doesNotContain("org.postgresql")
                .doesNotContain("select ");
        assertThat(server.log()).doesNotContain(MARK);
    }

    @Test
    void wrongKeysAreNeitherAnsweredNorLogged() {
        Answer answer = alpha.ask("GET", "/memories")
                .clientKey("fmc_" + MARK)
                .user(name)
                .send();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body() + answer.headers()).doesNotContain(MARK);
        assertThat(server.log()).doesNotContain(MARK);
    }

    @Test
    void whatUsersSayAndSeekIsNeverLogged() {
        InsulaUser alice = alpha.user(name);
        alice.chat("My " + MARK + " is a violin");
        alice.chat("What is my " + MARK + "?");
        Memory memory = alice.addMemory("I own a " + MARK, Map.of("note", MARK));
        assertThat(alice.searchMemories(MARK, 5, -1.0).items())
                .anyMatch(hit -> hit.text().contains(MARK));
        alice.deleteMemory(memory.id());
        String lastRequest = alpha.as(name, "GET", "/memories").send().requestId();

        Patience.until("the request's line in the log", Duration.ofSeconds(10), () -> server.log()
                .contains(lastRequest));
        assertThat(server.log()).doesNotContain(MARK);
    }

    @Test
    void keysAreNeverLogged() {
        assertThat(server.log())
                .isNotBlank()
                .doesNotContain(alpha.keys().client())
                .doesNotContain(alpha.keys().admin());
    }

    @Test
    void noRequestLeavesAStackTraceInTheLog() {
        provocations().forEach(asked -> asked.of(alpha, name));

        assertThat(server.log()).isNotBlank().doesNotContain("\tat io.insula").doesNotContain("\tat org.postgresql");
    }
}
