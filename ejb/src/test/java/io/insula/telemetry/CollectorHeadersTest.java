package io.insula.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorHeadersTest {

    private static final String SECRET = "c29tZWJvZHk6c2VjcmV0";

    @TempDir
    Path directory;

    @Test
    void aLineIsAHeader() {
        assertThat(CollectorHeaders.parse(
                        "file",
                        List.of("# for the collector", "", "Authorization=Basic " + SECRET + "==", " X-Scope = a b ")))
                .isEqualTo(Map.of("Authorization", "Basic " + SECRET + "==", "X-Scope", "a b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECRET,
                "=" + SECRET,
                "Authorization=",
                "Authorization: Bearer=" + SECRET,
                "Authorization=" + SECRET + "\u0007x",
                "Authorization=" + SECRET + "\u00fc",
                "X-A=1" + SECRET,
                "Content-Type=" + SECRET,
                "host=" + SECRET
            })
    void whatIsNoHeaderIsNamedByItsLineAndNeverQuoted(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollectorHeaders.parse("collector.headers", List.of("x-a=1", line)))
                .withMessageContaining("collector.headers: line 2")
                .withMessageNotContaining(SECRET);
    }

    @Test
    void aChangedFileHoldsAtOnceAndABrokenOneLeavesWhatWas() throws IOException {
        Path file = Files.writeString(directory.resolve("headers"), "Authorization=first\n");
        CollectorHeaders headers = new CollectorHeaders(file);
        assertThat(headers.get()).containsEntry("Authorization", "first");

        Files.writeString(file, "Authorization=second\n");
        assertThat(headers.get()).containsEntry("Authorization", "second");

        Files.writeString(file, "nothing");
        assertThat(headers.get()).containsEntry("Authorization", "second");
        Files.delete(file);
        assertThat(headers.get()).containsEntry("Authorization", "second");
        assertThat(headers.toString()).doesNotContain("second");
    }

    @Test
    void aMissingFileStopsTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CollectorHeaders(directory.resolve("absent")))
                .withMessageContaining("insula.telemetry.headers-file")
                .withMessageContaining("absent");
    }
}
