package io.insula.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.chat.SynopsisWriter.Written;
import io.insula.identity.Preference;
import io.insula.model.Endpoints;
import io.insula.model.testing.ModelServer;
import io.insula.model.testing.ModelServer.Behaviour;
import io.insula.model.testing.Wire;
import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SynopsisWriterTest {

    private static final Preference COLOR =
            new Preference("prf_1", "favorite.color", Json.createValue("blue"), null, Instant.EPOCH, Instant.EPOCH);

    private final ModelServer server = ModelServer.start();
    private final Endpoints endpoints = new Endpoints();
    private final SynopsisWriter writer = new SynopsisWriter(new Inquiry(endpoints.chat()));
    private final Speaker speaker =
            new Speaker("alpha", Endpoints.text(server, 0, Duration.ofSeconds(40)), "You are the clerk.");

    @AfterEach
    void close() {
        endpoints.close();
        server.close();
    }

    @Test
    void theModelWritesFromWhatIsKnownAndSignsIt() {
        server.reply(asked -> "A friend of blue things.\n\nAnd brief.");

        Written written = writer.write(speaker, List.of(COLOR), List.of());

        assertThat(written).isEqualTo(new Written("A friend of blue things. And brief.", "house/talker"));
        assertThat(server.prompts())
                .singleElement()
                .asString()
                .contains("BEGIN DATA data_", "favorite.color", "blue")
                .doesNotContain("You are the clerk.");
    }

    static Stream<Behaviour> failures() {
        return Stream.of(
                exchange -> exchange.json(503, "{}"),
                exchange -> exchange.json(401, "{}"),
                exchange -> exchange.json(200, "{\"choices\": 1}"),
                exchange -> exchange.json(200, Wire.toolCall("rm", "{}")),
                exchange -> exchange.say("   "),
                exchange -> exchange.say("x".repeat(Inquiry.LONGEST + 1)),
                exchange -> exchange.stream("text/plain").write(1));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatTheModelCannotWriteIsQuoted(Behaviour failure) {
        server.next(failure);

        assertThat(writer.write(speaker, List.of(COLOR), List.of()))
                .isEqualTo(new Written("favorite color: blue.", ChatTurn.EXTRACTIVE));
    }

    @Test
    void staysShortHoweverMuchIsAnswered() {
        server.reply(asked -> "word ".repeat(2_000));

        assertThat(writer.write(speaker, List.of(COLOR), List.of()).content()).hasSizeLessThanOrEqualTo(2_001);
    }

    @Test
    void asksNobodyWhereNothingIsKnown() {
        assertThat(writer.write(speaker, List.of(), List.of()).content()).isEqualTo(ExtractiveSynopsis.NOTHING);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void theQuestionStaysWithinTheContext() {
        List<Preference> many = IntStream.range(0, 50)
                .mapToObj(i -> new Preference(
                        "prf_" + i, "key" + i, Json.createValue("v".repeat(590)), null, Instant.EPOCH, Instant.EPOCH))
                .toList();

        writer.write(speaker, many, List.of());

        assertThat(server.prompts().get(0))
                .contains("key0")
                .doesNotContain("key49")
                .hasSizeLessThan(13_000);
    }
}
