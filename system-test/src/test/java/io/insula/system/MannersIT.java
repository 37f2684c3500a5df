package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the server behaves towards callers who get HTTP or JSON wrong. */
@ExtendWith(SharedServer.class)
class MannersIT {

    private static final String JSON = "application/json";

    private final String name = Fresh.name("acme") + ":alice";
    private final LaunchedServer server;
    private final Door alpha;

    MannersIT(LaunchedServer server) {
        this.server = server;
        alpha = server.formation("alpha");
    }

    @Test
    void errorsKeepTheCodeInTheEnvelopeAndAtTheTop() {
        Answer answer =
                alpha.as(name, "GET", "/memories/" + Fresh.absentId("mem")).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith(JSON);
        assertThat(answer.json().path("success").asBoolean(true)).isFalse();
        assertThat(answer.json().at("/error/code").asText()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(answer.json().path("code").asText()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(answer.json().path("message").asText())
                .isNotBlank()
                .isEqualTo(answer.json().at("/error/message").asText());
        assertThat(answer.json().at("/request/id").asText()).isNotBlank().isEqualTo(answer.requestId());
    }

    @Test
    void problemDetailsAreGivenWhenAskedFor() {
        Answer answer = alpha.as(name, "GET", "/memories/" + Fresh.absentId("mem"))
                .accepting("application/problem+json")
                .send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(404);
        assertThat(answer.json().path("title").asText()).isNotBlank();
        assertThat(answer.json().has("success")).isFalse();
    }

    @Test
    void eachAnswerHasARequestIdOfItsOwn() {
        Answer first = alpha.as(name, "GET", "/sessions").send();
        Answer second = alpha.as(name, "GET", "/sessions").send();

        assertThat(first.requestId()).matches("req_[0-9a-z]{26}").isNotEqualTo(second.requestId());
    }

    @Test
    void aHarmlessRequestIdIsKeptAndAnyOtherReplaced() {
        Answer kept = alpha.as(name, "GET", "/sessions")
                .header("X-Request-Id", "trace-1")
                .send();
        Answer replaced = alpha.as(name, "GET", "/sessions")
                .header("X-Request-Id", "<script> 1")
                .send();

        assertThat(kept.requestId()).isEqualTo("trace-1");
        assertThat(kept.json().at("/request/id").asText()).isEqualTo("trace-1");
        assertThat(replaced.requestId()).startsWith("req_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/memories/a/b/c", "/memoriesX"})
    void unknownRoutesAreAbsentInJson(String path) {
        Answer answer = alpha.as(name, "GET", path).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("RESOURCE_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sessions/..%2Fadmin%2Ftenants",
                "/sessions/../admin/tenants",
                "//memories",
                "/memories;a=b",
                "/memories/%2e%2e/admin/tenants",
                "/memories/%00"
            })
    void secondSpellingsOfAPathAreBadRequests(String path) {
        Answer answer = alpha.as(name, "GET", path).send();

        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /sessions, GET, POST",
        "DELETE, /memories, GET, POST",
        "GET, /chat, POST, POST",
        "PATCH, /health, GET, GET"
    })
    void wrongMethodsAreToldTheRightOnes(String method, String path, String allowed, String alsoAllowed) {
        Answer answer = alpha.as(name, method, path).send();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).contains(allowed, alsoAllowed);
    }

    @Test
    void unknownMediaTypesAreRefusedBothWays() {
        Answer sent =
                alpha.as(name, "POST", "/chat").text("text/plain", "Hello").send();
        Answer wanted =
                alpha.as(name, "GET", "/memories").accepting("image/png").send();

        assertThat(sent.status()).isEqualTo(415);
        assertThat(sent.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(wanted.status()).isEqualTo(406);
    }

    @Test
    void whoSendsNothingIsToldWhatIsMissing() {
        Answer answer = alpha.as(name, "POST", "/chat").send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("message");
    }

    @Test
    void hugeBodiesAreTooLarge() {
        Answer answer = alpha.as(name, "POST", "/memories")
                .text(JSON, "{\"content\": \"" + "a".repeat(4 << 20) + "\"}")
                .send();

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    static Stream<String> brokenJson() {
        return Stream.of(
                "{",
                "not json",
                "{\"message\": \"Hi\"",
                "{\"message\": \"Hi\"} trailing",
                "[]",
                "\"Hi\"",
                "null",
                "{\"message\": \"Hi\", \"message\": \"Ho\"}",
                "[".repeat(10_000) + "]".repeat(10_000),
                "{\"message\": " + "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000) + "}");
    }

    @ParameterizedTest
    @MethodSource("brokenJson")
    void brokenOrDeepJsonIsABadRequest(String body) {
        Answer answer = alpha.as(name, "POST", "/chat").text(JSON, body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void anEmptyBodyLacksItsFields() {
        Answer answer = alpha.as(name, "POST", "/chat").text(JSON, "").send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("INVALID_PARAMS");
    }

    static Stream<Map<String, Object>> unfitMessages() {
        return Stream.of(
                Map.of(),
                Map.of("message", ""),
                Map.of("message", "  \n"),
                Map.of("message", 5),
                Map.of("message", List.of("Hi")),
                Map.of("message", "Hi\u0007"),
                Map.of("message", "a".repeat(100_001)));
    }

    @ParameterizedTest
    @MethodSource("unfitMessages")
    void unfitMessagesAreRefusedByName(Map<String, Object> body) {
        Answer answer = alpha.as(name, "POST", "/chat").json(body).send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faultyFields()).containsExactly("message");
    }

    static Stream<Map<String, Object>> optionsNotBuiltYet() {
        return Stream.of(Map.of("mode", "telepathic"), Map.of("files", List.of("a.txt")));
    }

    @ParameterizedTest
    @MethodSource("optionsNotBuiltYet")
    void optionsNotBuiltYetAreNamedAndNeverIgnored(Map<String, Object> option) {
        Map<String, Object> body = new HashMap<>(option);
        body.put("message", "Hello");

        Answer answer = alpha.as(name, "POST", "/chat").json(body).send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faultyFields()).containsExactlyElementsOf(option.keySet());
    }

    @Test
    void optionsThatSayTheDefaultAreAccepted() {
        Answer answer = alpha.as(name, "POST", "/chat")
                .json(Map.of("message", "Hello", "stream", false, "mode", "sync"))
                .send();

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {9_000, 60_000, 200_000})
    void hugeHeadersAreTheCallersFault(int size) {
        Answer answer = alpha.as(name, "GET", "/memories")
                .header("X-Odd", "a".repeat(size))
                .send();

        assertThat(answer.status()).isBetween(200, 499);
    }

    @Test
    void noOtherOriginIsEverInvited() {
        Answer simple = alpha.as(name, "GET", "/memories")
                .header("Origin", "https://elsewhere.example")
                .send();
        Answer preflight = alpha.ask("OPTIONS", "/memories")
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-muxi-client-key")
                .send();

        assertThat(simple.status()).isEqualTo(200);
        assertThat(Stream.of(simple, preflight).flatMap(answer -> answer.headers().keySet().stream()))
                .noneMatch(header -> header.startsWith("access-control-"));
    }

    @Test
    void healthIsBareAndNamesTheFormation() {
        Answer answer = alpha.ask("GET", "/health").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("healthy");
        assertThat(answer.json().path("formation_id").asText()).isEqualTo("alpha");
        assertThat(answer.json().path("timestamp").isTextual()).isTrue();
        assertThat(answer.json().has("success")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready"})
    void probesSayThatItIsUp(String path) {
        Answer answer = new Asking("GET", server.url() + path).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("UP");
    }
}
