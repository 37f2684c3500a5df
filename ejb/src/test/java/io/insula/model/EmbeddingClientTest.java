package io.insula.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.model.testing.ModelServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EmbeddingClientTest {

    private final ModelServer server = ModelServer.start();
    private final Endpoints endpoints = new Endpoints();

    @AfterEach
    void close() {
        endpoints.close();
        server.close();
    }

    @Test
    void asksForManyTextsInFewCallsAndKeepsTheirOrder() {
        List<String> texts = IntStream.range(0, 200)
                .mapToObj(i -> "text " + i % 7 + "\n\"\\")
                .toList();

        List<float[]> vectors = endpoints.embeddings().embed("f", Endpoints.vectors(server, 16), texts);

        assertThat(server.asked()).hasSize(3);
        assertThat(vectors).hasSize(200);
        assertThat(vectors.get(0)).isEqualTo(vectors.get(7)).isNotEqualTo(vectors.get(1));
    }

    @Test
    void placesVectorsByTheirIndex() {
        server.next(exchange -> exchange.json(
                200, "{\"data\":[{\"index\":1,\"embedding\":[0,2]},{\"index\":0,\"embedding\":[1.5e0,0]}]}"));

        List<float[]> vectors = endpoints.embeddings().embed("f", Endpoints.vectors(server, 2), List.of("a", "b"));

        assertThat(vectors.get(0)).containsExactly(1.5f, 0);
        assertThat(vectors.get(1)).containsExactly(0, 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":[]}",
                "{\"data\":[{\"embedding\":[1,2,3]}]}",
                "{\"data\":[{\"embedding\":[1,\"2\"]}]}",
                "{\"data\":[{\"embedding\":[1,1e999]}]}",
                "{\"data\":[{\"index\":1,\"embedding\":[1,2]}]}",
                "{\"data\":[{\"embedding\":\"AACAPw==\"}]}"
            })
    void vectorsThatAreNoneAreRefused(String answer) {
        server.next(exchange -> exchange.json(200, answer));

        assertThatThrownBy(() -> endpoints.embeddings().embed("f", Endpoints.vectors(server, 2), List.of("a")))
                .isInstanceOfSatisfying(PlatformException.class, thrown -> assertThat(thrown.code())
                        .isEqualTo(ErrorCode.PROVIDER_ERROR));
    }
}
