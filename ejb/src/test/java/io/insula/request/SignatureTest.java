package io.insula.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);

    /** Compared with what openssl says: {@code printf '1767225600.{"a":1}' | openssl dgst -sha256 -hmac secret}. */
    @Test
    void theSignatureIsTheOneThatReceiversCompute() {
        assertThat(Signature.of("{\"a\":1}", "secret", NOW))
                .isEqualTo("t=1767225600,v1=96a067a1c95eb143fc00b9097bcfcbcd5456adda508c443ff219748e764dbed7");
    }

    @Test
    void anotherBodyTimeOrSecretIsAnotherSignature() {
        String one = Signature.of("a", "secret", NOW);

        assertThat(Signature.of("b", "secret", NOW)).isNotEqualTo(one);
        assertThat(Signature.of("a", "other", NOW)).isNotEqualTo(one);
        assertThat(Signature.of("a", "secret", NOW.plusSeconds(1))).isNotEqualTo(one);
    }
}
