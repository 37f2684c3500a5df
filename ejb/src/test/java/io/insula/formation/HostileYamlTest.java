package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileYamlTest {

    @Test
    void aliasesThatMultiplyAreStoppedBeforeTheyGrow() {
        StringBuilder laughs = new StringBuilder("logging:\n  l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int level = 1; level < 40; level++) {
            String below = "*l" + (level - 1);
            laughs.append("  l").append(level).append(": &l").append(level).append(" [");
            laughs.append(String.join(", ", List.of(below, below, below, below, below, below, below, below, below)));
            laughs.append("]\n");
        }

        assertThat(onlyFault(laughs.toString()).message()).contains("aliases counted each time");
    }

    @Test
    void aFewAliasesAreOrdinaryYaml() {
        Reading reading = Formations.readBody("input_limits:\n  max_batch_items: &n 7\n  max_message_length: *n\n");

        assertThat(reading.formation())
                .hasValueSatisfying(formation ->
                        assertThat(formation.inputLimits().maxMessageLength()).isEqualTo(7));
    }

    @Test
    void nothingContainsItself() {
        assertThat(onlyFault("logging: &a [*a]\n").message()).contains("no anchor before it");
        assertThat(onlyFault("logging: *nowhere\n").message()).contains("no anchor before it");
    }

    @Test
    void deepNestingIsRefusedInAnyStyle() {
        assertThat(onlyFault("logging: " + "[".repeat(50_000)).message()).contains("deeper than");
        assertThat(onlyFault("logging: " + "{a: ".repeat(50_000)).message()).contains("deeper than");
        assertThat(onlyFault("logging:\n  " + "- ".repeat(50_000)).message()).contains("deeper than");
        assertThat(onlyFault("logging:\n  " + "? ".repeat(5_000)).message()).contains("deeper than");
    }

    @Test
    void aHugeFileIsRefusedBeforeItIsParsed() {
        assertThat(onlyFault("# " + "x".repeat(FormationSource.MAX_FILE_BYTES)))
                .hasToString("formation.afs:1:1: is larger than 256 KiB");
    }

    @Test
    void tooManyValuesAreRefused() {
        assertThat(onlyFault("logging: [" + "1,".repeat(30_000) + "]\n").message())
                .contains("more than 20000 values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "description: !!java.net.URL [http://localhost]\n",
                "description: !!javax.script.ScriptEngineManager []\n",
                "description: !<tag:yaml.org,2002:java.lang.Runtime> x\n",
                "description: !custom x\n",
                "description: !!binary aGVsbG8=\n",
                "logging: !!python/object/apply:os.system {a: b}\n",
            })
    void tagsNameNothingHere(String body) {
        assertThat(onlyFault(body).message()).contains("tags");
    }

    @Test
    void aSecondDocumentIsRefusedWhereItBegins() {
        assertThat(onlyFault("description: first\n---\nid: second\n").line()).isEqualTo(3);
    }

    @Test
    void mergeKeysAreRefused() {
        Fault fault = onlyFault("logging: &base {a: 1}\nmemory:\n  <<: *base\n");

        assertThat(fault).hasToString("formation.afs:4:3: merge keys (<<) are not read: write the keys out");
    }

    @Test
    void everyDuplicateKeyIsFoundNotOnlyTheFirst() {
        Reading reading = Formations.readBody(
                "id: again\nmemory:\n  session_timeout: 1\n  session_timeout: 2\n  session_timeout: 3\nid: more\n");

        assertThat(reading.formation()).isEmpty();
        assertThat(reading.faults()).extracting(Fault::line).containsExactly(2, 5, 6, 7);
        assertThat(reading.faults())
                .first()
                .hasToString("formation.afs:2:1: the key 'id' stands here again, it is first in line 1");
    }

    @Test
    void duplicateKeysAreFoundInWhatIsNotActiveYetAndUnderQuotes() {
        Reading reading = Formations.readBody("logging: {level: 1, 'level': 2}\n");

        assertThat(reading.faults()).extracting(Fault::line).containsExactly(2);
    }

    @Test
    void aTabInTheIndentationIsNamedWithItsPlace() {
        assertThat(onlyFault("memory:\n\tsession_timeout: 5\n").toString())
                .startsWith("formation.afs:3:1: is not valid YAML")
                .contains("TAB");
    }

    @Test
    void controlCharactersAreNamedWithTheirPlace() {
        assertThat(onlyFault("description: a\0b\n"))
                .hasToString("formation.afs:2:15: the character U+0000 is not allowed in YAML");
    }

    @ParameterizedTest
    @ValueSource(strings = {"? [a, b]\n: c\n", "? {a: b}\n: c\n", "[a]: b\n"})
    void keysAreSingleWords(String body) {
        assertThat(onlyFault(body).message()).contains("single word");
    }

    @Test
    void aFileOfAnotherYamlVersionIsAFaultAndNoException() {
        assertThat(Formations.read("%YAML 3.0\n---\nid: x\n").faults()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "~\n"})
    void anEmptyFileSaysSo(String text) {
        assertThat(Formations.read(text).faults()).singleElement().hasToString("formation.afs:1:1: is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"just text\n", "- a\n- b\n", "[]\n", "42\n"})
    void aFileThatIsNoMappingSaysSo(String text) {
        assertThat(Formations.read(text).faults()).singleElement().satisfies(fault -> assertThat(fault.message())
                .contains("keys with values"));
    }

    @Test
    void anExcerptOfTheFileIsNeverPartOfAMessage() {
        Reading reading = Formations.readBody("server:\n  api_keys:\n    admin_key: \"hunter2hunter2\n  x: [\n");

        assertThat(reading.formation()).isEmpty();
        assertThat(reading.toString()).doesNotContain("hunter2");
    }

    @Test
    void namesThatWouldBreakALogLineAreShownHarmlessly() {
        Reading reading = Formations.readBody("\"a\\nERROR forged\\e[31m\\u202e" + "z".repeat(500) + "\": 1\n");

        assertThat(reading.warnings()).singleElement().satisfies(warning -> assertThat(warning.toString())
                .doesNotContain("\n")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e")
                .hasSizeLessThan(300));
    }

    @Test
    void aFloodOfFaultsIsCounted() {
        StringBuilder flood = new StringBuilder();
        IntStream.range(0, 500).forEach(i -> flood.append("description: x\n"));

        List<Fault> faults = Formations.readBody(flood.toString()).faults();

        assertThat(faults).hasSize(Findings.MAX_SHOWN + 1);
        assertThat(faults.get(Findings.MAX_SHOWN).message()).isEqualTo("and 299 more like these");
    }

    @Test
    void aBrokenFileDoesNotHideTheFaultsOfTheOthers() {
        Reading reading = Formations.read(
                Map.of("formation.afs", "id: [\n", "agents/a.afs", "name: x\n", "mcp/m.afs", "id: m\ntype: telnet\n"),
                Map.of());

        assertThat(reading.faults())
                .extracting(Fault::file)
                .containsExactly("formation.afs", "agents/a.afs", "mcp/m.afs");
    }

    private static Fault onlyFault(String body) {
        Reading reading = Formations.readBody(body);
        assertThat(reading.formation()).isEmpty();
        assertThat(reading.faults()).hasSize(1);
        return reading.faults().get(0);
    }
}
