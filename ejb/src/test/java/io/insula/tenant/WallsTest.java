package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WallsTest {

    private static final Path MIGRATIONS = Path.of("..", "persistence", "src", "main", "resources", "db", "migration");

    @Test
    void theApplicationIsWrittenForTheLastMigration() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".sql"))
                            .map(name -> name.substring(1, name.indexOf("__")))
                            .max(String::compareTo))
                    .hasValue(Walls.SCHEMA_VERSION);
        }
    }

    @Test
    void theSchemaItIsWrittenForIsNoFault() {
        assertThat(Walls.schemaFaults(Walls.SCHEMA_VERSION)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"007", "", "next"})
    void anOlderOrStrangeSchemaIsRefusedWithTheWayOut(String version) {
        assertThat(Walls.schemaFaults(version))
                .singleElement()
                .asString()
                .contains("version " + version, "needs " + Walls.SCHEMA_VERSION, "insula.jar migrate");
    }

    @Test
    void aNewerSchemaIsRefusedAtStartWithTheWayOut() {
        assertThat(Walls.schemaFaults("999"))
                .singleElement()
                .asString()
                .contains("version 999", "needs " + Walls.SCHEMA_VERSION, "newer application")
                .doesNotContain("migrate");
    }

    @ParameterizedTest
    @ValueSource(ints = {130022, 140019, 150014, 160010, 170006, 170011, 180000, 190001})
    void aFixedServerIsNoFault(int version) {
        assertThat(Walls.serverFaults(version)).isEmpty();
    }

    /** Attack A5: before these minor versions the planner's statistics leak values through the policies. */
    @ParameterizedTest
    @CsvSource({"130021, 13.22", "140018, 14.19", "150013, 15.14", "160009, 16.10", "170005, 17.6", "170000, 17.6"})
    void a5AServerWithoutTheFixesIsRefusedWithTheVersionThatHasThem(int version, String needed) {
        assertThat(Walls.serverFaults(version))
                .singleElement()
                .asString()
                .contains("CVE-2025-8713", "CVE-2024-10976", "update to " + needed);
    }

    @ParameterizedTest
    @ValueSource(ints = {120022, 90624, 80400})
    void aServerThatGetsNoFixesAnyMoreIsRefused(int version) {
        List<String> faults = Walls.serverFaults(version);
        assertThat(faults).singleElement().asString().contains("not supported");
    }
}
