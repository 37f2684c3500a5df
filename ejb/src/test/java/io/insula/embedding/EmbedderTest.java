package io.insula.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbedderTest {

    private static Embedder embedder;

    @BeforeAll
    static void load() {
        embedder = new Embedder();
        embedder.load();
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void paraphrasesLieNearerThanUnrelatedSentences() {
        float paraphrase = cosine("The flight was cancelled because of the storm", "Bad weather grounded our plane");
        float unrelated = cosine("The flight was cancelled because of the storm", "She bakes rye bread on Sundays");

        assertThat(paraphrase).isGreaterThan(0.4f).isGreaterThan(unrelated + 0.3f);
    }

    @Test
    void vectorsHaveTheNamedDimensionAndLengthOne() {
        for (String text : List.of("hello", "", "   ", "\u0000\u0007", "🦊🦊", "word ".repeat(2000))) {
            float[] vector = embedder.embed(text);
            assertThat(vector).hasSize(embedder.dimension());
            assertThat(Vectors.dot(vector, vector)).isBetween(0.9999f, 1.0001f);
        }
        assertThat(embedder.model()).isEqualTo("all-MiniLM-L6-v2-q");
    }

    @Test
    void sameTextGivesTheSameVectorWhateverStandsBesideIt() {
        List<String> texts = List.of("hello", "word ".repeat(300), "Where do I live?", "x", "hello");

        List<float[]> together = embedder.embedAll(texts);

        for (int i = 0; i < texts.size(); i++) {
            assertThat(together.get(i)).isEqualTo(embedder.embed(texts.get(i)));
        }
    }

    @Test
    void everyWindowOfALongTextCounts() {
        String filler = "The committee discussed the agenda of the meeting at length. ".repeat(60);
        String tail = "Penguins breed on the ice of Antarctica. ".repeat(40);
        float[] penguins = embedder.embed("penguins in Antarctica");

        float without = Vectors.dot(embedder.embed(filler), penguins);
        float with = Vectors.dot(embedder.embed(filler + tail), penguins);

        assertThat(with).isGreaterThan(without + 0.1f);
    }

    @Test
    void manyThreadsGetTheVectorsThatOneWouldGet() throws Exception {
        List<String> texts = List.of("I live in Oslo", "My cat is called Momo", "The invoice is due in March");
        List<float[]> expected = embedder.embedAll(texts);
        List<Callable<List<float[]>>> calls = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            calls.add(() -> embedder.embedAll(texts));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<List<float[]>> answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).usingRecursiveComparison().isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void loadsAgainAfterItWasClosed() {
        Embedder second = new Embedder();
        second.load();
        float[] before = second.embed("again");
        second.close();
        assertThatThrownBy(() -> second.embed("again")).isInstanceOf(IllegalStateException.class);

        second.load();
        assertThat(second.embed("again")).isEqualTo(before);
        second.close();
    }

    private static float cosine(String left, String right) {
        return Vectors.dot(embedder.embed(left), embedder.embed(right));
    }
}
