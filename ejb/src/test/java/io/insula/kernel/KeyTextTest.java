package io.insula.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {

    @ParameterizedTest
    @EnumSource
    void aFreshKeyCarriesItsKindAndNoMistake(KeyKind kind) {
        String key = KeyText.fresh(kind);

        assertThat(key).startsWith(kind.prefix()).hasSize(53);
        assertThat(KeyText.isMistyped(key)).isFalse();
        assertThat(KeyText.fresh(kind)).isNotEqualTo(key);
    }

    @Test
    void anyOneCharacterThatIsAnotherIsNoticed() {
        String key = KeyText.fresh(KeyKind.CLIENT);

        assertThat(IntStream.range(4, key.length()).mapToObj(at -> {
                    char other = key.charAt(at) == 'x' ? 'y' : 'x';
                    return key.substring(0, at) + other + key.substring(at + 1);
                }))
                .allMatch(KeyText::isMistyped);
    }

    @Test
    void anotherKindsPrefixIsNoticed() {
        String key = KeyText.fresh(KeyKind.CLIENT);

        assertThat(KeyText.isMistyped(key.replaceFirst("fmc_", "fma_"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fmc_wrong",
                "correct-horse-battery-staple-of-ours",
                "fmc_0123456789012345678901234567890123456789012",
                "fmx_0123456789012345678901234567890123456789012012345"
            })
    void keysOfOtherShapesAreNotJudged(String text) {
        assertThat(KeyText.isMistyped(text)).isFalse();
    }

    @Test
    void littleIsShownOfAKey() {
        String key = KeyText.fresh(KeyKind.ADMIN);

        assertThat(KeyText.shown(key)).isEqualTo(key.substring(0, 8) + "…");
        assertThat(KeyText.shown("declared-by-the-formation")).isEqualTo("decl…");
    }
}
