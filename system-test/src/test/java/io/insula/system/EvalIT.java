package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.ServerProcess;
import io.insula.system.launch.ServerProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The jar measures a file of turns and questions, with neither server nor database. */
@Tag("launcher")
class EvalIT {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Path DOCUMENT = Path.of("..", "docs", "evaluation.md");

    @Test
    void theExampleOfTheDocumentIsMeasured() throws IOException {
        Ended ended = eval(examples());

        assertThat(ended.standardError()).isEmpty();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.standardOutput())
                .startsWith("| half | questions |")
                .contains("| all | all | 1 | keyword alone |", "| all | all | 1 | fused | 0.500 | 1.000 | 1.000 |")
                .contains("| all | compatible pairs, wrongly reordered | 0 of 1 | 0.00 |");
    }

    @Test
    void aBrokenLineIsNamedInOneClearLine() throws IOException {
        Ended ended = eval(List.of(examples().get(0), "{\"type\": \"turn\", \"id\": \"ana-1\"}"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.standardOutput()).isEmpty();
        assertThat(ended.standardError().strip()).hasLineCount(1).contains("set.jsonl: line 2 has the id of line 1");
    }

    private static List<String> examples() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("{\"type\""))
                .toList();
    }

    private static Ended eval(List<String> lines) throws IOException {
        Path file = Files.write(LaunchedServer.freshDirectory("eval").resolve("set.jsonl"), lines);
        try (ServerProcess process = ServerProcess.start("eval", "eval", "--file", file.toString())) {
            return process.awaitEnd(LONGEST);
        }
    }
}
