package io.insula.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.evaluation.EvaluationSet.Pair;
import io.insula.evaluation.EvaluationSet.Question;
import io.insula.evaluation.EvaluationSet.Turn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationFileTest {

    private static final String BONN =
            """
            {"type": "turn", "id": "t1", "user": "ana", "at": "2026-03-02T08:07:00Z", "text": "I live in Bonn."}
            """;
    private static final String KIEL =
            """
            {"type": "turn", "id": "t2", "user": "ana", "at": "2026-03-09T08:07:00+01:00", "text": "I moved to Kiel."}
            """;
    private static final String WHERE =
            """
            {"type": "question", "id": "q1", "user": "ana", "text": "Where?", "evidence": ["t1"], "more": [1]}
            """;

    @TempDir
    Path directory;

    @Test
    void readsTurnsQuestionsAndPairsInAnyOrder() throws IOException {
        EvaluationSet set = read(WHERE + "\n" + KIEL + BONN + pair("updated"));

        assertThat(set.turns()).extracting(Turn::id).containsExactly("t1", "t2");
        assertThat(set.questions()).extracting(Question::evidence).containsExactly(List.of("t1"));
        assertThat(set.pairs()).extracting(Pair::newer).containsExactly("t2");
    }

    @Test
    void theSetOfTheHouseIsAsLargeAsItIsDescribed() {
        EvaluationSet set = EvaluationFile.read(Path.of("src/test/resources/evaluation/everyday.jsonl"));

        assertThat(set.turnsByUser()).hasSize(10);
        assertThat(set.turns()).hasSize(478);
        assertThat(set.questions()).hasSize(150);
        assertThat(set.questions().stream().filter(question -> !question.isAnswerable()))
                .hasSize(40);
        assertThat(set.pairs().stream().filter(Pair::updated)).hasSize(40);
        assertThat(set.pairs()).hasSize(80);
        assertThat(Stream.concat(
                                set.questions().stream().map(Question::asked),
                                set.pairs().stream().map(Pair::asked))
                        .map(asked -> asked.user() + asked.half())
                        .distinct())
                .as("each user belongs to one half")
                .hasSize(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"type\": \"turn\" | line 3 is not one JSON object",
                "[] | line 3 is not one JSON object",
                "{\"id\": \"t1\", \"type\": \"turn\"} | line 3 has the id of line 1",
                "{\"id\": \"x\", \"type\": \"note\"} | line 3 has the type \"note\"",
                "{\"id\": \"x\"} | line 3 lacks \"type\"",
                "{\"type\": \"turn\"} | line 3 lacks \"id\"",
                "{\"id\": 7, \"type\": \"turn\"} | line 3 has a \"id\" that is no text",
                "{\"id\": \"x\", \"type\": \"turn\", \"user\": \"u\", \"at\": \"noon\", \"text\": \"x\"} | line 3 has an \"at\"",
                "{\"id\": \"x\", \"type\": \"question\", \"user\": \"ana\", \"text\": \"x\"} | line 3 lacks \"evidence\"",
                "{\"id\": \"x\", \"type\": \"question\", \"user\": \"ana\", \"text\": \"x\", \"evidence\": [\"no\"]} | line 3 names \"no\"",
                "{\"id\": \"x\", \"type\": \"question\", \"user\": \"bo\", \"text\": \"x\", \"evidence\": [\"t1\"]} | another user said",
                "{\"id\": \"x\", \"type\": \"question\", \"user\": \"ana\", \"text\": \"x\", \"at\": \"2020-01-01T00:00:00Z\","
                        + " \"evidence\": [\"t1\"]} | said after the question",
            })
    void complaintsNameTheLineAndWhatIsWrong(String line, String complaint) throws IOException {
        Path file = write(BONN + WHERE + line + "\n");

        assertThatThrownBy(() -> EvaluationFile.read(file))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void aPairNamesTheOlderTurnFirst() throws IOException {
        String swapped = pair("updated")
                .replace("\"older\"", "\"x\"")
                .replace("newer", "older")
                .replace("\"x\"", "\"newer\"");

        assertThatThrownBy(() -> read(KIEL + BONN + swapped)).hasMessageContaining("not said before the newer one");
        assertThatThrownBy(() -> read(KIEL + BONN + pair("equal"))).hasMessageContaining("updated or compatible");
    }

    @Test
    void filesThatAreMissingEmptyForeignOrEndlessAreRefused() throws IOException {
        Path foreign = Files.write(directory.resolve("foreign"), "é".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> EvaluationFile.read(directory.resolve("none"))).hasMessageContaining("no such file");
        assertThatThrownBy(() -> EvaluationFile.read(directory)).hasMessageContaining("no such file");
        assertThatThrownBy(() -> read(BONN)).hasMessageContaining("no question");
        assertThatThrownBy(() -> EvaluationFile.read(foreign)).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> read(" ".repeat(EvaluationFile.LONGEST_LINE + 1)))
                .hasMessageContaining("line 1 is longer");
    }

    private EvaluationSet read(String content) throws IOException {
        return EvaluationFile.read(write(content));
    }

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("set.jsonl"), content);
    }

    private static String pair(String kind) {
        return """
            {"type": "pair", "id": "p1", "user": "ana", "text": "Where?", "older": "t1", "newer": "t2", "kind": "%s"}
            """
                .formatted(kind);
    }
}
