package io.insula.credential;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void onlyWhatIsLongEnoughIsHintedAt() {
        assertThat(Secret.of("0123456789abcde").preview()).isEqualTo("***");
        assertThat(Secret.of("0123456789abcdef").preview()).isEqualTo("***def");
        assertThat(Secret.of("0123456789abcde\uD83D\uDE00").preview()).isEqualTo("***de\uD83D\uDE00");
    }

    @Test
    void eachFieldIsSealedAsTextUnderItsName() {
        Secret secret = Secret.of(Json.createObjectBuilder()
                .add("user", "alice")
                .add("port", 5432)
                .build());

        assertThat(Secret.fields(secret.bytes())).isEqualTo(Map.of("user", "alice", "port", "5432"));
        assertThat(secret.preview()).isEqualTo("user: ***, port: ***");
        assertThat(Secret.fields(Secret.of(Json.createValue("t0ken")).bytes())).isEqualTo(Map.of("value", "t0ken"));
    }

    @Test
    void nothingShowsIt() {
        assertThat(Secret.of("s3cret").toString()).doesNotContain("s3cret");
        assertThat(new NewCredential("github", null, Secret.of("s3cret")).toString())
                .doesNotContain("s3cret");
        assertThat(new OpenedCredential("cred_1", "github", "default", 1, Map.of("value", "s3cret")).toString())
                .doesNotContain("s3cret");
    }
}
