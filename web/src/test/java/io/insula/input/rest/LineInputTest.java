package io.insula.input.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineInputTest {

    @Test
    void linesAreReadSomeAtATimeInTheirOrder() {
        LineInput lines = input("{\"a\":\"1\"}\n{\"a\":\"2\"}\r\n\n  \n{\"a\":\"3\"}", 10, 1_000);

        assertThat(lines.next(2, LineInputTest::a)).containsExactly("1", "2");
        assertThat(lines.isAtEnd()).isFalse();
        assertThat(lines.next(2, LineInputTest::a)).containsExactly("3");
        assertThat(lines.isAtEnd()).isTrue();
        assertThat(lines.hasFaults()).isFalse();
    }

    @Test
    void eachFaultNamesItsLineAndTheOthersAreReadOn() {
        LineInput lines = input("{\"a\":\"1\"}\n{\"b\":\"2\"}\n\nno json\n[1]\n{\"a\":\"5\"}\n", 10, 1_000);

        assertThat(readAll(lines)).containsExactly("1", "5");
        assertThat(lines.refusal().faults())
                .extracting(FieldFault::field)
                .containsExactly("line 2: a", "line 4", "line 5");
    }

    @Test
    void manyFaultsAreNotAllRepeated() {
        LineInput lines = input("{}\n".repeat(500), 1_000, 10_000);

        assertThat(readAll(lines)).isEmpty();
        assertThat(lines.refusal().faults()).hasSize(50);
    }

    @Test
    void moreLinesOrBytesThanAreTakenAreRefused() {
        assertThat(readAll(input("{\"a\":\"1\"}\n{\"a\":\"2\"}\n", 2, 20))).hasSize(2);
        assertTooLarge(input("{\"a\":\"1\"}\n{\"a\":\"2\"}\n{\"a\":\"3\"}", 2, 1_000));
        assertTooLarge(input("{\"a\":\"1\"}\n{\"a\":\"2\"}\n", 2, 18));
        assertTooLarge(input(" ".repeat(9 << 20), 2, 1L << 40));
    }

    private static void assertTooLarge(LineInput lines) {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> readAll(lines))
                .extracting(PlatformException::code)
                .isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
    }

    private static List<String> readAll(LineInput lines) {
        List<String> all = new ArrayList<>();
        while (!lines.isAtEnd()) {
            all.addAll(lines.next(3, LineInputTest::a));
        }
        return all;
    }

    private static String a(JsonInput line) {
        String a = line.requiredString("a", 10);
        line.check();
        return a;
    }

    private static LineInput input(String text, int lines, long bytes) {
        return new LineInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), lines, bytes);
    }
}
