package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormationSourceTest {

    @TempDir
    private Path parent;

    private Path directory;

    @BeforeEach
    void writeASmallFormation() throws IOException {
        directory = Files.createDirectories(parent.resolve("support"));
        Files.writeString(directory.resolve("formation.afs"), "id: support\ndescription: Grüße\n");
        Files.createDirectory(directory.resolve("agents"));
        Files.writeString(directory.resolve("agents/first.afs"), "id: first\n");
    }

    @Test
    void whatWasStoredIsTheSameRevisionAsWhatWasRead() {
        FormationSource read = FormationSource.read(directory);
        FormationSource stored = FormationSource.of(new TreeMap<>(read.files()));

        assertThat(read.files()).containsOnlyKeys("formation.afs", "agents/first.afs");
        assertThat(stored.hash()).isEqualTo(read.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void theHashIsTheSameOnEveryNodeAndInEveryVersion() {
        assertThat(FormationSource.of(Map.of("formation.afs", "id: a\n")).hash())
                .isEqualTo("3dcde70a5292e7c78e3dec38b5c6b19513e1052f461e659ed4622641df228a71");
    }

    @Test
    void theHashTellsApartWhatOnlyLooksAlike() {
        assertThat(FormationSource.of(Map.of("agents/a.afs", "bc", "agents/ab.afs", "c"))
                        .hash())
                .isNotEqualTo(FormationSource.of(Map.of("agents/a.afs", "b", "agents/ab.afs", "cc"))
                        .hash())
                .isNotEqualTo(FormationSource.of(Map.of("agents/a.afs", "bcagents/ab.afsc"))
                        .hash());
    }

    @Test
    void secretsAreNoPartOfTheSource() throws IOException {
        String before = FormationSource.read(directory).hash();
        Files.writeString(directory.resolve("secrets.properties"), "A=hunter2\n");
        Files.writeString(directory.resolve("README.md"), "notes\n");

        assertThat(FormationSource.read(directory).hash()).isEqualTo(before);
    }

    @Test
    void aLinkOutOfTheDirectoryIsNotFollowed() throws IOException {
        Path outside = Files.writeString(parent.resolve("outside.afs"), "id: outside\n");
        Files.createSymbolicLink(directory.resolve("agents/second.afs"), outside);
        Files.createSymbolicLink(directory.resolve("mcp"), Files.createDirectory(parent.resolve("elsewhere")));
        Files.writeString(parent.resolve("elsewhere/tool.afs"), "id: tool\n");

        FormationSource source = FormationSource.read(directory);

        assertThat(source.files()).containsOnlyKeys("formation.afs", "agents/first.afs");
        assertThat(source.faults()).extracting(Fault::file).containsExactly("agents/second.afs", "mcp/tool.afs");
    }

    @Test
    void aLinkInsideTheDirectoryIsFollowed() throws IOException {
        Files.createDirectory(directory.resolve("..data"));
        Files.move(directory.resolve("formation.afs"), directory.resolve("..data/formation.afs"));
        Files.createSymbolicLink(directory.resolve("formation.afs"), Path.of("..data", "formation.afs"));

        assertThat(FormationSource.read(directory).faults()).isEmpty();
        assertThat(FormationSource.read(directory).files()).containsKey("formation.afs");
    }

    @Test
    void aLinkToItselfIsAFault() throws IOException {
        Files.createSymbolicLink(directory.resolve("agents/loop.afs"), Path.of("loop.afs"));

        assertThat(FormationSource.read(directory).faults()).singleElement().satisfies(fault -> assertThat(fault.file())
                .isEqualTo("agents/loop.afs"));
    }

    @Test
    void aFileThatIsNotUtf8IsNamedWhereItCeasesToBe() throws IOException {
        Files.write(
                directory.resolve("agents/latin.afs"), "id: latin\nname: ä\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Formations.read(FormationSource.read(directory)).faults())
                .singleElement()
                .hasToString("agents/latin.afs:2:7: is not UTF-8 from here on: save the file as UTF-8");
    }

    @Test
    void aDirectoryInPlaceOfAFileIsAFault() throws IOException {
        Files.createDirectory(directory.resolve("agents/folder.afs"));

        assertThat(FormationSource.read(directory).faults())
                .singleElement()
                .hasToString("agents/folder.afs:1:1: is not a regular file");
    }

    @Test
    void aLargeFileIsAFaultAndNotRead() throws IOException {
        Files.writeString(directory.resolve("agents/large.afs"), "x".repeat(FormationSource.MAX_FILE_BYTES + 1));

        FormationSource source = FormationSource.read(directory);

        assertThat(source.faults()).singleElement().hasToString("agents/large.afs:1:1: is larger than 256 KiB");
        assertThat(source.files()).doesNotContainKey("agents/large.afs");
    }

    @Test
    void theWholeIsBoundedLikeItsParts() throws IOException {
        for (int i = 0; i < 9; i++) {
            Files.writeString(directory.resolve("agents/n" + i + ".afs"), "#".repeat(FormationSource.MAX_FILE_BYTES));
        }

        assertThat(FormationSource.read(directory).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("2048 KiB together"));
    }

    @Test
    void tooManyFilesAreAFault() throws IOException {
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < FormationSource.MAX_FILES; i++) {
            Files.writeString(directory.resolve("agents/n" + i + ".afs"), "id: n" + i + "\n");
            many.put("agents/n" + i + ".afs", "id: n" + i + "\n");
        }
        many.put("formation.afs", "id: a\n");

        assertThat(Formations.read(FormationSource.read(directory)).formation()).isEmpty();
        assertThat(Formations.read(FormationSource.of(many)).faults())
                .anySatisfy(fault -> assertThat(fault.message()).contains("more than 200 files"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../formation.afs",
                "agents/../formation.afs",
                "agents/.hidden.afs",
                "agents/a/b.afs",
                "/formation.afs",
                "agents\\a.afs",
                "agents/a.yaml",
                "secrets.properties",
                "agents/a\n.afs",
                ""
            })
    void anUploadHoldsOnlyFilesOfAFormation(String path) {
        FormationSource source = FormationSource.of(Map.of("formation.afs", "id: a\n", path, "id: b\n"));

        assertThat(source.files()).containsOnlyKeys("formation.afs");
        assertThat(Formations.read(source).formation()).isEmpty();
        assertThat(source.faults()).singleElement().satisfies(fault -> assertThat(fault.toString())
                .contains("is no file of a formation")
                .doesNotContain("\n"));
    }

    @Test
    void aFileThatIsSkippedIsMentioned() throws IOException {
        Files.writeString(directory.resolve("agents/second.yaml"), "id: second\n");

        Reading reading = Formations.read(FormationSource.read(directory));

        assertThat(reading.formation()).isPresent();
        assertThat(reading.warnings()).singleElement().satisfies(warning -> assertThat(warning.toString())
                .startsWith("agents/second.yaml:1:1: is not read")
                .endsWith("end in .afs"));
    }

    @Test
    void aDirectoryWithoutFormationSaysWhatIsMissing() throws IOException {
        Path empty = Files.createDirectory(parent.resolve("empty"));

        assertThat(Formations.read(FormationSource.read(empty)).faults())
                .singleElement()
                .hasToString("formation.afs:1:1: is missing: a formation begins with this file");
        assertThat(Formations.read(FormationSource.read(parent.resolve("absent")))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("cannot be read"));
    }
}
