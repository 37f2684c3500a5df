package io.insula.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of Project Wycheproof, each with what once went wrong somewhere. */
class WycheproofTest {

    private static final int HKDF_LIMIT = 255 * 32;

    static Stream<Vector> aesGcm() {
        return vectors("aes_256_gcm.csv");
    }

    static Stream<Vector> hkdf() {
        return vectors("hkdf_sha256.csv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("aesGcm")
    void whatIsValidOpensAndAllElseDoesNot(Vector vector) {
        SecretKeySpec key = new SecretKeySpec(hex(vector.part(2)), "AES");
        Sealed sealed = new Sealed(hex(vector.part(3)), hex(vector.part(6) + vector.part(7)));
        byte[] bound = hex(vector.part(4));

        if (vector.part(1).equals("valid")) {
            assertThat(AuthenticatedCipher.open(key, sealed, bound))
                    .as(vector.toString())
                    .isEqualTo(hex(vector.part(5)));
        } else {
            assertThatExceptionOfType(BrokenSealException.class)
                    .as(vector.toString())
                    .isThrownBy(() -> AuthenticatedCipher.open(key, sealed, bound));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hkdf")
    void keysAreDerivedAsTheyShouldBeAndNeverTooLong(Vector vector) {
        int length = Integer.parseInt(vector.part(5));

        if (vector.part(1).equals("valid")) {
            assertThat(VaultKey.hkdf(hex(vector.part(2)), hex(vector.part(3)), hex(vector.part(4)), length))
                    .as(vector.toString())
                    .isEqualTo(hex(vector.part(6)));
        } else {
            assertThat(length).isGreaterThan(HKDF_LIMIT);
            assertThatThrownBy(
                            () -> VaultKey.hkdf(hex(vector.part(2)), hex(vector.part(3)), hex(vector.part(4)), length))
                    .as(vector.toString())
                    .isInstanceOf(RuntimeException.class);
        }
    }

    /** A line of the file. */
    private record Vector(List<String> parts) {

        String part(int number) {
            return parts.get(number);
        }

        @Override
        public String toString() {
            return part(0) + " " + part(1);
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static Stream<Vector> vectors(String name) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                WycheproofTest.class.getResourceAsStream("/wycheproof/" + name), StandardCharsets.UTF_8))) {
            return lines.lines().skip(2).map(line -> new Vector(List.of(line.split(",", -1)))).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
