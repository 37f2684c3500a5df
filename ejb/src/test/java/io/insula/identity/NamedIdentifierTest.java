package io.insula.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedIdentifierTest {

    private static final String SECRET = "key_0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {"email", "slack", "github", "telegram", "discord", "api_key", "internal", "my-crm_2"})
    void wordsAreTypes(String type) {
        assertThat(IdentifierType.isWellFormed(type)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a,E-Mail", "a,''", "a,2fa", "a,_x", "a,email", "a@b@c,email", "usr_1,slack", "0,internal"})
    void whatCannotBeLinkedIsRefused(String identifier, String type) {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> NamedIdentifier.parse("The field identifier", identifier, type))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(refused.getMessage()).startsWith("The field identifier");
                });
    }

    @Test
    void aSecretIsKeptAsItsHashAndShownAsAMask() {
        KeptIdentifier kept = new KeptIdentifier(NamedIdentifier.parse("It", SECRET, "api_key"), "hash");

        assertThat(kept.linkedTo("usr_1", Instant.EPOCH).kept())
                .isEqualTo("\u0001hash")
                .isEqualTo(kept.hashed());
        assertThat(LinkedIdentifier.of(kept.linkedTo("usr_1", Instant.EPOCH)).identifier())
                .isEqualTo("********cdef");
        assertThat(kept.toString() + kept.named()).doesNotContain(SECRET);
    }

    @Test
    void aShortSecretShowsNothing() {
        assertThat(new KeptIdentifier(NamedIdentifier.parse("It", "key_abc123", "api_key"), "hash").shown())
                .isEqualTo("********");
    }

    @Test
    void nothingFromOutsideReadsLikeAHash() {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> Identifier.parse("The header X-Muxi-User-Id", "\u0001hash"));
    }

    @Test
    void whatIsNoSecretIsKeptAsItIsWritten() {
        KeptIdentifier kept = new KeptIdentifier(NamedIdentifier.parse("It", "Alice@Example.com", "email"), "hash");

        assertThat(kept.linkedTo("usr_1", Instant.EPOCH).kept()).isEqualTo("alice@example.com");
        assertThat(kept.forms()).containsExactly("alice@example.com", "\u0001hash");
    }
}
