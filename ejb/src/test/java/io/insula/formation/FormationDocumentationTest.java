package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.formation.ValueType.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/formation.md} and the vocabulary are one truth: a key cannot change in one of them alone. */
class FormationDocumentationTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "formation.md");

    @Test
    void everyKeyOfTheFormationIsDocumentedAsItIs() throws IOException {
        assertThat(documented("## Keys of formation.afs")).isEqualTo(rows(Vocabulary.FORMATION));
    }

    @Test
    void everyKeyOfAnAgentIsDocumentedAsItIs() throws IOException {
        assertThat(documented("## Keys of agents/*.afs")).isEqualTo(rows(Vocabulary.AGENT));
    }

    @Test
    void everyKeyOfAModelIsDocumentedAsItIs() throws IOException {
        assertThat(documented("## Keys of a model")).isEqualTo(rows(Vocabulary.MODEL));
    }

    @Test
    void everyKeyOfAGroupIsDocumentedAsItIs() throws IOException {
        assertThat(documented("## Keys of groups/*.yaml")).isEqualTo(rows(Vocabulary.GROUP));
    }

    @Test
    void everyKeyOfAnMcpServerIsDocumentedAsItIs() throws IOException {
        assertThat(documented("## Keys of mcp/*.afs")).isEqualTo(rows(Vocabulary.MCP_SERVER));
    }

    @Test
    void theLimitsOfTheFilesAreDocumentedAsTheyAre() throws IOException {
        assertThat(Files.readString(DOCUMENT))
                .contains("at most " + FormationSource.MAX_FILES + " files")
                .contains(FormationSource.MAX_FILE_BYTES / 1024 + " KiB each")
                .contains(FormationSource.MAX_TOTAL_BYTES / 1024 / 1024 + " MiB together");
    }

    private static List<String> documented(String heading) throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        return lines.stream()
                .skip(lines.indexOf(heading) + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .toList();
    }

    private static List<String> rows(Key root) {
        return Vocabulary.paths(root, "").stream()
                .filter(path -> !(Vocabulary.at(root, path).type() instanceof Section))
                .map(path -> row(root, path))
                .toList();
    }

    private static String row(Key root, String path) {
        Key key = Vocabulary.at(root, path);
        String fallback = key.fallback()
                .map(Object::toString)
                .filter(text -> !text.isEmpty())
                .map(text -> "`" + text + "`")
                .orElse(key.mandatory() ? "required" : "–");
        return "| `" + path + "` | " + key.type().label() + " | " + fallback + " | " + state(root, path) + " |";
    }

    private static String state(Key root, String path) {
        Key key = Vocabulary.at(root, path);
        Stream<String> refused = key.refused().keySet().stream().sorted().map(value -> "`" + value + "` is refused");
        return Stream.concat(Stream.of(activity(root, path).label()), refused)
                .reduce((left, right) -> left + "; " + right)
                .orElseThrow();
    }

    /** A key below one that is not active yet is not active either, unless it protects. */
    private static Activity activity(Key root, String path) {
        Key key = Vocabulary.at(root, path);
        int dot = path.lastIndexOf('.');
        Activity above = dot < 0 ? root.activity() : activity(root, path.substring(0, dot));
        return key.activity() == Activity.ACTIVE ? above : key.activity();
    }
}
