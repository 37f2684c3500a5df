package io.insula.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void tellsTheVersionsItIsMadeOf() {
        assertThat(perform("version")).isZero();
        assertThat(text(out)).startsWith("Insula ").contains("PostgreSQL 17.").doesNotContain("${");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help", "help --help"})
    void explainsItself(String words) {
        assertThat(perform(words.split(" "))).isZero();
        assertThat(text(out)).contains("--database-url", "--print-roles", "-Xmx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --help", "run -h", "run --port 9000 --help", "help run", "--help run"})
    void explainsACommandInsteadOfPerformingIt(String words) {
        assertThat(perform(words.split(" "))).isZero();
        assertThat(text(out))
                .startsWith("usage: java -jar insula.jar run [options]\n\nrun ")
                .contains("--listen ADDRESS")
                .doesNotContain("migrate   ", "--check", "--drop-old")
                .endsWith("\n");
        assertThat(text(errors)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "migrate --help ; usage: java -jar insula.jar migrate [options] ; --print-roles",
                "audit -h ; usage: java -jar insula.jar audit prune [options] ; --before DATE",
                "audit prune --help ; usage: java -jar insula.jar audit prune [options] ; --before DATE",
                "vault --help ; usage: java -jar insula.jar vault rotate|vault check|vault shred [options] ; --yes",
                "vault rotate --help ; usage: java -jar insula.jar vault rotate [options] ; --drop-old",
                "vault check -h ; usage: java -jar insula.jar vault check [options] ; --keys FILE",
                "vault shred --formation f --tenant t --yes -h ; usage: java -jar insula.jar vault shred [options] ; --yes",
                "eval --help ; usage: java -jar insula.jar eval [options] ; --file FILE",
                "version --help ; usage: java -jar insula.jar version ; print the versions"
            })
    void explainsEachCommand(String words, String usage, String option) {
        assertThat(perform(words.split(" "))).isZero();
        assertThat(text(out).lines()).first().isEqualTo(usage);
        assertThat(text(out)).contains(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dance --help", "vault dance --help", "help dance", "run run --help"})
    void hasNothingToTellOfAnUnknownCommand(String words) {
        assertThat(perform(words.split(" "))).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(errors).lines()).singleElement().asString().contains("unknown command", "usage:");
    }

    @Test
    void answersAnUnknownCommandWithOneLineOfUsage() {
        assertThat(perform("dance")).isEqualTo(2);
        assertThat(text(errors).lines()).singleElement().asString().contains("unknown command 'dance'", "usage:");
    }

    @Test
    void printsRolesWithoutAnyPassword() {
        assertThat(perform("migrate", "--print-roles")).isZero();
        assertThat(text(out))
                .contains("insula_app LOGIN NOINHERIT", "\\connect insula", "\\password insula_owner")
                .doesNotContainPattern("PASSWORD '[^<]");
    }

    @Test
    void refusesAFileToEvaluateThatIsNotThere() {
        assertThat(perform("eval", "--file", directory.resolve("none.jsonl").toString()))
                .isEqualTo(1);
        assertThat(text(errors).lines()).singleElement().asString().contains("none.jsonl", "--file");
    }

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThat(perform(
                            "run", "--formations", formations(), "--data", data(), "--port", "" + taken.getLocalPort()))
                    .isEqualTo(1);
            assertThat(text(errors).lines())
                    .singleElement()
                    .asString()
                    .contains("Port " + taken.getLocalPort(), "--port");
        }
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void refusesFormationsThatAreNotThere() {
        assertThat(perform("run", "--formations", directory.resolve("nowhere").toString(), "--data", data()))
                .isEqualTo(1);
        assertThat(text(errors).lines()).singleElement().asString().contains("nowhere", "--formations");
    }

    @Test
    void refusesADataDirectoryOfAnotherLayout() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(data.resolve("layout"), "99\n");
        assertThat(perform("migrate", "--data", data())).isEqualTo(1);
        assertThat(text(errors).lines()).singleElement().asString().contains("layout 99", data.toString());
    }

    @Test
    void refusesAPasswordFileThatOthersMayRead() throws IOException {
        Path password = Files.writeString(directory.resolve("owner.password"), "topsecret");
        assertThat(perform(
                        "migrate",
                        "--database-url",
                        "jdbc:postgresql://127.0.0.1:1/insula",
                        "--owner-password-file",
                        password.toString()))
                .isEqualTo(1);
        assertThat(text(errors).lines())
                .singleElement()
                .asString()
                .contains("chmod 600")
                .doesNotContain("topsecret");
    }

    private int perform(String... words) {
        return Main.perform(List.of(words), new PrintStream(out, true, StandardCharsets.UTF_8), errors());
    }

    private PrintStream errors() {
        return new PrintStream(errors, true, StandardCharsets.UTF_8);
    }

    private String formations() throws IOException {
        return Files.createDirectories(directory.resolve("formations")).toString();
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
