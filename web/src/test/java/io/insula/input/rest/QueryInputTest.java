package io.insula.input.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.kernel.PageRequest;
import io.insula.kernel.PageRequest.Cursor;
import io.insula.kernel.rest.HttpServerFixture;
import io.insula.kernel.rest.HttpServerFixture.Answer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryInputTest {

    private static final Cursor CURSOR =
            new Cursor(Instant.parse("2026-01-02T03:04:05.678901Z"), "mem_0123456789abcdefghjkmnpqrs");

    private static HttpServerFixture server;

    @BeforeAll
    static void start() throws Exception {
        server = new HttpServerFixture(new Echo());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void fillsInWhatWasNotSent() throws Exception {
        assertThat(server.get("/echo?q=a%20b").text()).isEqualTo("a b|null|50|0|null");
    }

    @Test
    void readsASliceByOffsetOrByCursor() throws Exception {
        assertThat(server.get("/echo?q=a&limit=7&offset=14&min_score=-0.25").text())
                .isEqualTo("a|-0.25|7|14|null");
        assertThat(server.get("/echo?q=a&cursor=" + CURSOR.encode()).text()).isEqualTo("a|null|50|0|" + CURSOR);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=abc,limit,malformed",
        "limit=,limit,malformed",
        "limit=1.5,limit,malformed",
        "limit=99999999999,limit,malformed",
        "limit=0,limit,out_of_range",
        "limit=201,limit,out_of_range",
        "limit=1&limit=2,limit,repeated",
        "offset=-1,offset,out_of_range",
        "offset=x,offset,malformed",
        "cursor=x,cursor,malformed",
        "min_score=NaN,min_score,malformed",
        "min_score=1.01,min_score,out_of_range",
        "q=,q,blank",
        "q=a%07,q,control",
        "q=0123456789x,q,too_long"
    })
    void namesTheParameterAtFault(String query, String field, String type) throws Exception {
        String sent = query.startsWith("q=") ? query : "q=a&" + query;

        Answer answer = server.get("/echo?" + sent);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo(field);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("type"))
                .isEqualTo(type);
    }

    @Path("/echo")
    public static class Echo {

        @GET
        @Produces("text/plain")
        public String echo(@Context UriInfo uri) {
            QueryInput query = QueryInput.of(uri);
            PageRequest page = query.page();
            return query.required("q", 10) + "|" + query.decimal("min_score", -1, 1) + "|" + page.limit() + "|"
                    + page.offset() + "|" + page.cursor();
        }
    }
}
