package io.insula.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndingConfigurationTest {

    private static final String CORP = "insula.jwt.issuers.corp.";

    @TempDir
    Path directory;

    @Test
    void aLoginEndsWithItsTokensUnlessToldOtherwise() {
        EndingConfiguration ending = read(Map.of());

        assertThat(ending.hearsLogouts()).isFalse();
        assertThat(ending.introspection()).isNull();
        assertThat(ending.oldest()).isZero();
    }

    @Test
    void whoIsHeardAboutLogoutsHasNoTokensThatAreOlderThanTheMemoryOfThem() {
        EndingConfiguration ending =
                read(Map.of(CORP + "logout-audience", "app, console", "insula.jwt.logout-memory", "PT2H"));

        assertThat(ending.logoutAudiences()).containsExactlyInAnyOrder("app", "console");
        assertThat(ending.oldest()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void whoIsAskedIsAskedAsAClient() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "s3cret");
        Map<String, String> set = new HashMap<>(Map.of(
                CORP + "introspection-uri", "https://login.example/introspect",
                CORP + "client-id", "insula",
                CORP + "client-secret-file", secret.toString()));

        EndingConfiguration ending = read(set);

        assertThat(ending.introspection().address()).isEqualTo(URI.create("https://login.example/introspect"));
        assertThat(ending.introspection().client()).isEqualTo("insula");
        assertThat(ending.introspection().ttl()).isZero();
        assertThat(ending.toString()).doesNotContain("s3cret");
        assertThat(ending.hearsLogouts()).isFalse();
    }

    @Test
    void theOneWhoAsksMayBeAnotherThanBrowsersLogInAs() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "s3cret");
        Map<String, String> set = new HashMap<>(Map.of(
                CORP + "introspection-uri", "https://login.example/introspect",
                CORP + "client-id", "console",
                CORP + "client-secret-file", directory.resolve("none").toString(),
                CORP + "introspection-client-id", "insula"));

        assertRefused(set, CORP + "introspection-client-secret-file is not set");
        set.put(CORP + "introspection-client-secret-file", secret.toString());

        assertThat(read(set).introspection().client()).isEqualTo("insula");
        assertThat(read(set).introspection().secret()).isEqualTo(secret);
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Map<String, String> set = new HashMap<>(Map.of(CORP + "introspection-uri", "https://login.example/introspect"));

        assertRefused(set, CORP + "client-secret-file is not set: " + CORP + "introspection-uri needs it");
        set.put(CORP + "client-secret-file", directory.resolve("none").toString());
        assertRefused(set, "which is no file that can be read");
        set.put(
                CORP + "client-secret-file",
                Files.writeString(directory.resolve("secret"), "s3cret").toString());
        assertRefused(set, CORP + "client-id is not set");
        set.put(CORP + "client-id", "insula");
        set.put(CORP + "introspection-uri", "ftp://login.example");
        assertRefused(set, CORP + "introspection-uri");
        assertRefused(Map.of("insula.jwt.logout-memory", "PT1S"), "insula.jwt.logout-memory is PT1S");
    }

    private static void assertRefused(Map<String, String> set, String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(set)).withMessageContaining(words);
    }

    private static EndingConfiguration read(Map<String, String> set) {
        Config config = (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(), new Class<?>[] {Config.class}, (self, question, arguments) -> {
                    assertThat(question.getName()).isEqualTo("getOptionalValue");
                    return Optional.ofNullable(set.get((String) arguments[0]))
                            .map(text -> arguments[1] == Duration.class ? (Object) Duration.parse(text) : text);
                });
        return EndingConfiguration.of(config, "corp");
    }
}
