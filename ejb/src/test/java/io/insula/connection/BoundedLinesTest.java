package io.insula.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {

    @Test
    void readsLinesWhateverTheyEndIn() throws IOException {
        BoundedLines lines = lines("one\ntwo\r\n\nthrée");

        assertThat(lines.next()).isEqualTo("one");
        assertThat(lines.next()).isEqualTo("two");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEqualTo("thrée");
        assertThat(lines.next()).isNull();
    }

    @Test
    void readsALineOfTheVeryBoundAndNoneBeyond() throws IOException {
        assertThat(lines("x".repeat(20)).next()).hasSize(20);
        assertThatThrownBy(() -> lines("x".repeat(21)).next()).isInstanceOf(BoundedLines.TooLongException.class);
    }

    @Test
    void readsLinesLongerThanWhatIsReadAtOnce() throws IOException {
        String text = "y".repeat(100_000);

        assertThat(new BoundedLines(bytes(text + "\n" + text), 100_000).next()).isEqualTo(text);
    }

    private static BoundedLines lines(String text) {
        return new BoundedLines(bytes(text), 20);
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
