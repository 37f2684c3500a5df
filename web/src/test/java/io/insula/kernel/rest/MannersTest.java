package io.insula.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.input.rest.JsonInput;
import io.insula.kernel.PlatformException;
import io.insula.kernel.rest.HttpServerFixture.Answer;
import jakarta.ejb.EJBException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MannersTest {

    private static HttpServerFixture server;

    @BeforeAll
    static void start() throws Exception {
        server = new HttpServerFixture(new Things(), new PlainThings());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void wrapsWhatAMuxiRouteReturns() throws Exception {
        Answer answer = server.get("/v1/things/one", "X-Request-Id", "abc-1", "X-Muxi-Idempotency-Key", "k:1");

        JsonObject json = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(json.keySet())
                .containsExactlyInAnyOrder("object", "timestamp", "type", "request", "success", "error", "data");
        assertThat(json.getString("object")).isEqualTo("thing");
        assertThat(json.getString("type")).isEqualTo("thing.read");
        assertThat(json.getJsonNumber("timestamp").longValue()).isGreaterThan(1_600_000_000_000L);
        assertThat(json.getJsonObject("request").getString("id")).isEqualTo("abc-1");
        assertThat(json.getJsonObject("request").getString("idempotency_key")).isEqualTo("k:1");
        assertThat(json.getBoolean("success")).isTrue();
        assertThat(json.isNull("error")).isTrue();
        assertThat(json.getJsonObject("data").getString("thing_name")).isEqualTo("one");
        assertThat(json.getJsonObject("data").getString("created_at")).isEqualTo("2026-01-02T03:04:05.600Z");
        assertThat(json.getJsonObject("data")).doesNotContainKey("missing_part");
        assertThat(answer.header("X-Request-Id")).isEqualTo("abc-1");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void leavesPlainRoutesPlain() throws Exception {
        assertThat(server.get("/plain/one").json().getString("thing_name")).isEqualTo("one");
    }

    @Test
    void servesAFormationPathAndLinksBackIntoIt() throws Exception {
        Answer answer = server.post("/api/acme-1/v1/things", "{\"name\":\"two\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(server.base() + "/api/acme-1/v1/things/two");
        assertThat(server.post("/v1/things", "{\"name\":\"two\"}").header("Location"))
                .isEqualTo(server.base() + "/v1/things/two");
    }

    @Test
    void looksTheSameWhetherForeignOrAbsent() throws Exception {
        String foreign = server.get("/v1/things/foreign", "X-Request-Id", "r").text();
        String absent = server.get("/v1/things/absent", "X-Request-Id", "r").text();

        assertThat(foreign.replaceAll("\\d{13}", "")).isEqualTo(absent.replaceAll("\\d{13}", ""));
        assertThat(foreign).contains("RESOURCE_NOT_FOUND").contains("\"trace\":\"r\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nowhere", "/api/acme/v1/nowhere", "/api/ACME/v1/things/one", "/api/a%20b/v1/things"})
    void answersUnknownMuxiPathsInTheEnvelope(String path) throws Exception {
        Answer answer = server.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().getString("code")).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(answer.json().getJsonObject("error").getString("trace")).isEqualTo(answer.header("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/v1/admin/nowhere", "/v1x"})
    void answersOtherUnknownPathsAsProblems(String path) throws Exception {
        Answer answer = server.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().getString("instance"))
                .isEqualTo("urn:insula:request:" + answer.header("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1//things", "/v1/things;x=1/one", "/v1/%2e%2e/things", "/api/acme%2fv1/things", "/v1/a%00b"})
    void takesOnlyOneSpellingOfAPath(String path) throws Exception {
        assertThat(server.get(path).status()).isEqualTo(400);
    }

    @Test
    void answersAProblemToWhoAsksForOne() throws Exception {
        Answer answer = server.get("/v1/things/absent", "Accept", "application/json, application/problem+json");

        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().getInt("status")).isEqualTo(404);
        assertThat(answer.json().getString("type")).isEqualTo("urn:insula:problem:resource-not-found");
    }

    @Test
    void namesTheAllowedMethods() throws Exception {
        Answer answer = server.send(server.request("/v1/things/one").DELETE());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET");
        assertThat(answer.json().getString("code")).isEqualTo("METHOD_NOT_ALLOWED");
    }

    @Test
    void refusesMediaTypesThatItDoesNotSpeak() throws Exception {
        assertThat(server.get("/v1/things/one", "Accept", "text/html").status()).isEqualTo(406);
        assertThat(server.get("/v1/things/one", "Accept", "§§").status()).isEqualTo(400);
        assertThat(server.post("/v1/things", "name=a", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(server.post("/v1/things", "{}", "Content-Type", "application/json;charset=latin1")
                        .status())
                .isEqualTo(415);
        assertThat(server.send(server.request("/v1/things").POST(BodyPublishers.ofString("{}")))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void refusesLargeBodiesAnnouncedOrNot() throws Exception {
        byte[] large = ("{\"name\":\"" + "x".repeat(5000) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var chunked = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large));

        assertThat(server.post("/v1/things", new String(large, java.nio.charset.StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(413);
        assertThat(server.send(server.request("/v1/things", "Content-Type", "application/json")
                                .POST(chunked))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void listsAllFaultyFieldsAtOnce() throws Exception {
        Answer answer = server.post("/v1/things", "{\"name\":\" \",\"agent_id\":\"a\",\"colour\":1}");

        assertThat(answer.status()).isEqualTo(422);
        List<JsonValue> errors =
                answer.json().getJsonObject("error").getJsonObject("data").getJsonArray("validation_errors");
        assertThat(errors)
                .extracting(e -> e.asJsonObject().getString("field"))
                .containsExactly("name", "agent_id", "colour");
        assertThat(errors.get(0).asJsonObject().keySet()).containsExactlyInAnyOrder("field", "msg", "type");
    }

    @Test
    void takesAMissingBodyForAnEmptyOne() throws Exception {
        Answer answer = server.send(server.request("/v1/things").POST(BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("\"missing\"");
    }

    @ParameterizedTest
    @CsvSource({"broken, 500", "wrapped, 404", "pool, 503", "deadlock, 503", "constraint, 500", "fatal, 500"})
    void saysNothingOfWhatWentWrongInside(String name, int status) throws Exception {
        Answer answer = server.get("/v1/things/" + name);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).doesNotContain("hidden").doesNotContain("Exception");
        if (status == 503) {
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        }
    }

    @Test
    void leavesNoHalfAnswerWhenWritingFails() throws Exception {
        Answer answer = server.get("/v1/things/one/unwritable");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().getString("code")).isEqualTo("INTERNAL_ERROR");
    }

    @Test
    void asksForAKeyByName() throws Exception {
        assertThat(server.get("/v1/things/locked").header("WWW-Authenticate"))
                .isEqualTo("ApiKey realm=\"client\", header=\"X-Muxi-Client-Key\"");
    }

    public record Thing(String thingName, Instant createdAt, String missingPart, Map<String, Object> metadata) {

        static Thing named(String name) {
            return new Thing(name, Instant.parse("2026-01-02T03:04:05.600123Z"), null, Map.of("a", 1));
        }
    }

    public record Unwritable(List<String> names) {

        @Override
        public List<String> names() {
            throw new IllegalStateException("hidden");
        }
    }

    @Path("/plain")
    public static class PlainThings {

        @GET
        @Path("{name}")
        @Produces("application/json")
        public Thing get(@PathParam("name") String name) {
            return Thing.named(name);
        }
    }

    @Path("/v1/things")
    @Produces("application/json")
    public static class Things {

        @POST
        @Consumes("application/json")
        @MuxiRoute(object = "thing", type = "thing.created")
        public Response post(JsonInput input, @Context UriInfo uri) {
            String name = input.requiredString("name", 10_000);
            input.reject("agent_id").rejectUnknown("name", "agent_id").check();
            return Response.created(uri.getBaseUriBuilder()
                            .path(Things.class)
                            .path(name)
                            .build())
                    .entity(Thing.named(name))
                    .build();
        }

        @GET
        @Path("{name}/unwritable")
        @MuxiRoute(object = "thing", type = "thing.read")
        public Unwritable unwritable() {
            return new Unwritable(List.of());
        }

        @GET
        @Path("{name}")
        @MuxiRoute(object = "thing", type = "thing.read")
        public Thing get(@PathParam("name") String name) throws Exception {
            switch (name) {
                case "foreign", "absent" -> throw PlatformException.notFound("Thing");
                case "wrapped" -> throw new EJBException("hidden", PlatformException.notFound("Thing"));
                case "broken" -> throw new IllegalStateException("hidden");
                case "pool" -> throw new EJBException(new SQLException("hidden: in use"));
                case "deadlock" -> throw new SQLException("hidden", "40P01");
                case "constraint" -> throw new EJBException(new SQLException("hidden", "23505"));
                case "fatal" -> throw new StackOverflowError("hidden");
                case "locked" ->
                    throw new PlatformException(io.insula.kernel.ErrorCode.UNAUTHORIZED, "A valid API key is needed");
                default -> {
                    return Thing.named(name);
                }
            }
        }
    }
}
