package io.insula.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.insula.client.InsulaException.ValidationError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InsulaExceptionTest {

    private static final String BUSY = "{\"success\": false, \"code\": \"SERVICE_UNAVAILABLE\", \"message\": \"Busy\","
            + " \"error\": {\"code\": \"SERVICE_UNAVAILABLE\", \"message\": \"Busy\"}}";

    private final ScriptedServer server = new ScriptedServer();
    private final InsulaClient client = InsulaClient.builder()
            .baseUrl(server.url())
            .clientKey("fmc_secret")
            .adminKey("fma_secret")
            .build();
    private final InsulaUser alice = client.forUser("alice");

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void envelopeErrorsKeepTheirFieldsAndRequestId() {
        server.answers(
                422,
                """
                {"success": false, "code": "INVALID_PARAMS", "message": "The input is not valid", "data": null,
                 "request": {"id": "req_7"},
                 "error": {"code": "INVALID_PARAMS", "message": "The input is not valid", "trace": null, "data":
                   {"validation_errors": [{"field": "message", "msg": "must not be blank", "type": "blank"}]}}}
                """);

        InsulaException refused = refusalOf(() -> alice.chat(" "));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("INVALID_PARAMS");
        assertThat(refused.requestId()).isEqualTo("req_7");
        assertThat(refused.validationErrors())
                .isEqualTo(List.of(new ValidationError("message", "must not be blank", "blank")));
        assertThat(refused).hasMessage("The input is not valid (422 INVALID_PARAMS); message: must not be blank");
    }

    @Test
    void problemDetailsAreReadAsWell() {
        server.answers(
                404,
                "{\"type\": \"about:blank\", \"title\": \"Not found\", \"status\": 404, \"detail\": \"Tenant not found\","
                        + " \"code\": \"RESOURCE_NOT_FOUND\"}",
                "X-Request-Id",
                "req_8");
        server.answers(
                422,
                "{\"title\": \"Invalid\", \"status\": 422, \"code\": \"INVALID_PARAMS\","
                        + " \"errors\": [{\"field\": \"slug\", \"msg\": \"is required\", \"type\": \"missing\"}]}");

        InsulaException refused = refusalOf(() -> client.getTenant("acme"));

        assertThat(refused).hasMessage("Tenant not found (404 RESOURCE_NOT_FOUND)");
        assertThat(refused.requestId()).isEqualTo("req_8");
        assertThat(refusalOf(() -> client.createTenant("acme")).validationErrors())
                .containsExactly(new ValidationError("slug", "is required", "missing"));
    }

    @Test
    void faultsOfAFormationNameTheirPlace() {
        server.answers(
                422,
                """
                {"error": {"code": "INVALID_PARAMS", "message": "One fault", "data": {"validation_errors":
                   [{"field": "files", "msg": "the key id is missing", "type": "formation",
                     "file": "agents/guide.afs", "line": 3, "column": 5}]}}}
                """);

        InsulaException refused =
                refusalOf(() -> client.revisions().upload(FormationUpload.of(Map.of("formation.afs", ""))));

        assertThat(refused.validationErrors())
                .containsExactly(
                        new ValidationError("files", "the key id is missing", "formation", "agents/guide.afs", 3, 5));
        assertThat(refused).hasMessageEndingWith("; agents/guide.afs:3:5: the key id is missing");
    }

    @Test
    void busyServerIsAskedAgainForReadsOnly() {
        server.answers(503, BUSY, "Retry-After", "0")
                .answersData(200, "{\"id\": \"mem_1\"}")
                .answers(503, BUSY, "Retry-After", "0");

        assertThat(alice.getMemory("mem_1").id()).isEqualTo("mem_1");
        InsulaException refused = refusalOf(() -> alice.addMemory("tea"));

        assertThat(refused.retryAfter()).contains(Duration.ZERO);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void retriesEndAfterTheirNumber() {
        server.answers(429, BUSY, "Retry-After", "0")
                .answers(429, BUSY, "Retry-After", "0")
                .answers(429, BUSY, "Retry-After", "0");

        assertThat(refusalOf(() -> alice.getMemory("mem_1")).status()).isEqualTo(429);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void longWaitsAndUnknownOnesAreLeftToTheCaller() {
        server.answers(503, BUSY, "Retry-After", "3600").answers(503, BUSY);

        assertThat(refusalOf(() -> alice.getMemory("mem_1")).retryAfter()).contains(Duration.ofHours(1));
        assertThat(refusalOf(() -> alice.getMemory("mem_1")).retryAfter()).isEmpty();
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void redirectsAreNotFollowedWithTheKeys() {
        server.answers(302, "", "Location", server.url() + "/elsewhere");

        assertThat(refusalOf(() -> alice.getMemory("mem_1")).status()).isEqualTo(302);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void strangersAnswersAreNamedAsSuchAndNotQuoted() {
        server.answers(200, "<html>fmc_secret</html>").answersData(200, "{\"id\": 1, \"created_at\": \"secret day\"}");

        assertThat(refusalOf(() -> alice.getMemory("mem_1")))
                .hasMessageContaining("check the base URL")
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThat(refusalOf(() -> alice.getMemory("mem_1")).code()).isEqualTo(InsulaException.INVALID_ANSWER);
    }

    @Test
    void unreachableServerIsNamedWithoutKeyOrQuery() {
        server.close();

        InsulaException refused = refusalOf(() -> alice.searchMemories("my secret wish"));

        assertThat(refused.code()).isEqualTo(InsulaException.UNREACHABLE);
        assertThat(refused)
                .hasMessageContaining("GET /memories/search")
                .hasMessageContaining(server.url())
                .hasMessageNotContaining("secret");
    }

    @Test
    void keysAreNeverPrinted() {
        assertThat(client + " " + alice + ' ' + InsulaClient.builder().clientKey("fmc_secret"))
                .contains(server.url())
                .doesNotContain("secret");
        assertThatThrownBy(() -> InsulaClient.builder().clientKey("fmc_secret\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> InsulaClient.builder().baseUrl("http://user:secret@localhost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> InsulaClient.builder().baseUrl("http://user:secret@local host"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void missingKeySaysWhichSettingIsMissing() {
        InsulaClient keyless = InsulaClient.builder().baseUrl(server.url()).build();

        assertThatThrownBy(() -> keyless.forUser("alice")).hasMessageContaining("clientKey");
        assertThatThrownBy(() -> keyless.createTenant("acme")).hasMessageContaining("adminKey");
    }

    private static InsulaException refusalOf(ThrowingCallable call) {
        InsulaException refused = catchThrowableOfType(InsulaException.class, call);
        assertThat(refused).isNotNull();
        return refused;
    }
}
