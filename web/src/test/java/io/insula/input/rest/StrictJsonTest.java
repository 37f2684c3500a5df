package io.insula.input.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @Test
    void keepsWhatWasSent() {
        JsonObject json = read("{\"a\":[1,-2.5e3,true,null,{\"b\":\"\\ud83d\\ude00 \\n ü\"}],\"c\":{}}");

        assertThat(json).hasToString("{\"a\":[1,-2.5E+3,true,null,{\"b\":\"😀 \\n ü\"}],\"c\":{}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"secret\":1,\"secret\":2}}",
                "{\"a\":\"secret\\u0000\"}",
                "{\"secret\\u0000\":1}",
                "{\"a\":\"\\ud800secret\"}",
                "{\"a\":\"\\udc00\"}",
                "{\"a\":1} {\"secret\":2}",
                "{\"a\":1}]",
                "{\"a\":secret}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\"",
                "{",
                "[1]",
                "\"secret\"",
                "1",
                "null",
                " ",
                "\ufeff{}",
                "{\"a\":1e999999999}",
                "{\"a\":1e-999999999}",
                "{\"a\":NaN}",
                "{\"a\":\"line\nbreak\"}",
                "/* secret */ {}"
            })
    void refusesWhatTwoReadersCouldReadInTwoWays(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageStartingWith("The body ")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e99999999999",
                "1e-99999999999",
                "1e2147483648",
                "1e-2147483647",
                "1e-2147483648",
                "0e2147483648",
                "0e-2147483648",
                "1e401"
            })
    void refusesNumbersThatOnlyCost(String number) {
        assertOutOfRange(number);
    }

    @Test
    void refusesNumbersLongerThanAnyoneCounts() {
        assertOutOfRange("9".repeat(1_101));
        assertOutOfRange("9".repeat(200_000));
        assertOutOfRange("-0." + "0".repeat(1_101));
        assertOutOfRange("1e" + "9".repeat(2_000));
    }

    @Test
    void saysWhereTheFaultIs() {
        assertThatThrownBy(() -> read("{\n  \"a\": secret\n}")).hasMessageMatching(".*line 2, column \\d+");
    }

    @Test
    void refusesBrokenUtf8() {
        byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'};

        assertThatThrownBy(() -> StrictJson.read(overlong)).hasMessage("The body is not well-formed UTF-8");
    }

    @Test
    void endsWhereNestingOnlyCosts() {
        assertThat(read(nested(StrictJson.MAX_DEPTH))).isNotEmpty();
        assertThatThrownBy(() -> read(nested(StrictJson.MAX_DEPTH + 1))).hasMessageContaining("deeper than 32");
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000))).hasMessageContaining("deeper than 32");
    }

    @Test
    void endsWhereCountingOnlyCosts() {
        assertThatThrownBy(() -> read("{\"a\":[" + "1,".repeat(StrictJson.MAX_VALUES) + "1]}"))
                .hasMessageContaining("more than 50000 values");
    }

    private static void assertOutOfRange(String number) {
        for (String text : List.of("{\"a\":" + number + "}", "{\"metadata\":{\"a\":[1," + number + "]}}")) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                    .hasMessageStartingWith("The body holds a number out of range");
        }
    }

    private static String nested(int depth) {
        return "{\"a\":" + "[".repeat(depth - 1) + "1" + "]".repeat(depth - 1) + "}";
    }

    private static JsonObject read(String text) {
        return StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
