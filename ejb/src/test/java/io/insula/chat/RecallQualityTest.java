package io.insula.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.embedding.Embedder;
import io.insula.embedding.Vectors;
import io.insula.search.Candidate;
import io.insula.search.Keyword;
import io.insula.search.Likeness;
import io.insula.search.Recall;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Measures recall on sentences that no rule was written for. Weights and threshold were fixed on half A; half B only
 * measures, and is not to be looked at when they change.
 */
class RecallQualityTest {

    private static final Logger LOG = Logger.getLogger(RecallQualityTest.class.getName());
    /** The best threshold for plain cosine on half A, for comparison. */
    private static final double PLAIN_KNOWN = 0.32;

    private static final Map<String, float[]> VECTORS = new HashMap<>();

    private static RecallSet set;
    private static Embedder embedder;

    @BeforeAll
    static void load() throws IOException {
        set = RecallSet.read();
        embedder = new Embedder();
        embedder.load();
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void theHalfThatNothingWasFixedOnIsRecalledAndLittleIsMadeUp() {
        LOG.info(() -> Stream.of(measure("A", true), measure("A", false), measure("B", true))
                .map(RecallFigures::toString)
                .reduce("", (all, line) -> all + System.lineSeparator() + line));
        RecallFigures figures = measure("B", false);
        LOG.info(figures::toString);

        assertThat(figures.recallAtOne()).isGreaterThanOrEqualTo(0.8);
        assertThat(figures.recallAtFive()).isGreaterThanOrEqualTo(0.95);
        assertThat(figures.answered()).isGreaterThanOrEqualTo(0.8);
        assertThat(figures.falseAnswers()).isLessThanOrEqualTo(0.2);
    }

    @Test
    void aBudgetToldOnceIsKnown() {
        RecallSet.Person person = set.half("A").get(0);

        List<Recall.Ranked> ranked =
                new Recall().rank("What's my budget?", candidates(person, "What's my budget?"), Likeness.NONE);
        ExtractiveAnswer answer = new ExtractiveResponder().answer("What's my budget?", ranked);

        assertThat(answer.known()).isTrue();
        assertThat(answer.text()).isEqualTo("You told me: “My budget is $5,000”");
        assertThat(answer.sources()).hasSize(1);
    }

    @Test
    void questionsAskedBeforeNeverBecomeMemories() {
        assertThat(set.people()).allSatisfy(person -> assertThat(memories(person))
                .containsExactlyElementsOf(Stream.concat(
                                person.pairs().stream().map(RecallSet.Pair::statement), person.distractors().stream())
                        .toList()));
    }

    private static RecallFigures measure(String half, boolean plain) {
        RecallFigures figures = new RecallFigures("half " + half + (plain ? ", plain cosine:" : ", ranked:"));
        for (RecallSet.Person person : set.half(half)) {
            for (RecallSet.Pair pair : person.pairs()) {
                List<Recall.Ranked> ranked = rank(person, pair.question(), plain);
                List<String> order = ranked.stream().map(Recall.Ranked::content).toList();
                figures.answerable(order.indexOf(pair.statement()) + 1, isKnown(pair.question(), ranked, plain));
            }
            for (String question : person.unanswerable()) {
                figures.unanswerable(isKnown(question, rank(person, question, plain), plain));
            }
        }
        return figures;
    }

    private static boolean isKnown(String question, List<Recall.Ranked> ranked, boolean plain) {
        return plain
                ? ranked.get(0).score() >= PLAIN_KNOWN
                : new ExtractiveResponder().answer(question, ranked).known();
    }

    private static List<Recall.Ranked> rank(RecallSet.Person person, String question, boolean plain) {
        List<Candidate> candidates = candidates(person, question);
        if (!plain) {
            return new Recall().rank(question, candidates, Likeness.NONE);
        }
        return candidates.stream()
                .map(c -> new Recall.Ranked(c.id(), c.content(), c.cosine(), c.cosine(), 0))
                .sorted(Comparator.comparingDouble(Recall.Ranked::score).reversed())
                .toList();
    }

    private static List<Candidate> candidates(RecallSet.Person person, String question) {
        float[] asked = embedder.embed(question);
        List<Candidate> candidates = new ArrayList<>();
        for (String memory : memories(person)) {
            float cosine = Vectors.dot(asked, VECTORS.computeIfAbsent(memory, embedder::embed));
            candidates.add(new Candidate("mem_" + candidates.size(), memory, Instant.EPOCH, cosine, Keyword.none()));
        }
        return candidates;
    }

    /** All that the person said, every question among it, as a turn of chat would keep it. */
    private static List<String> memories(RecallSet.Person person) {
        Stream<String> said = Stream.of(
                        person.pairs().stream().map(RecallSet.Pair::question),
                        person.pairs().stream().map(RecallSet.Pair::statement),
                        person.distractors().stream(),
                        person.unanswerable().stream())
                .flatMap(sentences -> sentences);
        return said.flatMap(utterance -> Utterance.statements(utterance).stream())
                .toList();
    }
}
