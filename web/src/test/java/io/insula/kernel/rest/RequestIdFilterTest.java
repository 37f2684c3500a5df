package io.insula.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdFilterTest {

    @Test
    void keepsAHarmlessId() {
        assertThat(RequestIdFilter.idFrom("Trace-1.2_3")).isEqualTo("Trace-1.2_3");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {"a b", "a\nb", "a\"b", "é", "01234567890123456789012345678901234567890123456789012345678901234"})
    void replacesAnIdThatCouldHarmTheLog(String sent) {
        assertThat(RequestIdFilter.idFrom(sent)).startsWith("req_").hasSize(30);
    }
}
