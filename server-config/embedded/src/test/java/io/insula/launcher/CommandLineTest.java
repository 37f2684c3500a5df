package io.insula.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void runsWithoutAnyOption() {
        CommandLine line = parse("run");
        assertThat(line.command()).isEqualTo(Command.RUN);
        assertThat(line.options().port()).isEqualTo(8001);
        assertThat(line.options().data()).isEqualTo(Path.of("data"));
        assertThat(line.options().formations()).isEqualTo(Path.of("formations"));
        assertThat(line.options().databaseUrl()).isEmpty();
    }

    @Test
    void takesEveryOptionOfRun() {
        Options options = parse("run --port 9000 --data /d --formations /f --database-url jdbc:postgresql://db/insula"
                        + " --database-password-file /p --owner-password-file /o")
                .options();
        assertThat(options.port()).isEqualTo(9000);
        assertThat(options.data()).isEqualTo(Path.of("/d"));
        assertThat(options.formations()).isEqualTo(Path.of("/f"));
        assertThat(options.databaseUrl()).contains(new DatabaseAddress("jdbc:postgresql://db/insula"));
        assertThat(options.databasePasswordFile()).contains(Path.of("/p"));
        assertThat(options.ownerPasswordFile()).contains(Path.of("/o"));
    }

    @Test
    void listensOnLoopbackUnlessToldOtherwise() {
        assertThat(parse("run").options().listen().isLoopback()).isTrue();
        assertThat(parse("run").options().listen().url(8001)).isEqualTo("http://127.0.0.1:8001");
    }

    @Test
    void listensWhereItIsTold() {
        ListenAddress everywhere = parse("run --listen 0.0.0.0").options().listen();

        assertThat(everywhere.isLoopback()).isFalse();
        assertThat(everywhere.url(9000)).isEqualTo("http://127.0.0.1:9000");
        assertThat(parse("run --listen 10.1.2.3").options().listen().url(9000)).isEqualTo("http://10.1.2.3:9000");
    }

    @ParameterizedTest
    @CsvSource({"localhost", "example.org", "300.1.2.3", "10.1.2", "0.0.0.0:80", "*"})
    void refusesToListenOnWhatIsNoAddress(String value) {
        assertThatThrownBy(() -> parse("run --listen " + value))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--listen")
                .hasMessageContaining("'" + value + "'");
    }

    @Test
    void takesTheFlagsOfMigrate() {
        assertThat(parse("migrate --check").options().check()).isTrue();
        assertThat(parse("migrate --print-roles").options().printRoles()).isTrue();
    }

    @Test
    void takesTheFileToEvaluate() {
        assertThat(parse("eval --file /f").command()).isEqualTo(Command.EVAL);
        assertThat(parse("eval --file /f").options().file()).contains(Path.of("/f"));
    }

    @Test
    void takesTheDayBeforeWhichAuditEntriesAreRemoved() {
        CommandLine line = parse("audit prune --before 2026-01-31 --tenant acme --data /d");

        assertThat(line.command()).isEqualTo(Command.AUDIT_PRUNE);
        assertThat(line.options().before()).contains(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(line.options().tenant()).contains("acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version"})
    void knowsTwoWordsForItsVersions(String word) {
        assertThat(parse(word).command()).isEqualTo(Command.VERSION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve | unknown command 'serve'",
                "run --prot 80 | unknown option '--prot'",
                "run --check | unknown option '--check'",
                "migrate --port 80 | unknown option '--port'",
                "version --port 80 | unknown option '--port'",
                "eval | eval needs --file",
                "eval --data /d | unknown option '--data'",
                "run --file /f | unknown option '--file'",
                "run --port | option --port needs a value",
                "run --port 80 --port 81 | option --port is given twice",
                "run --port 0 | number from 1 to 65535",
                "run --port 65536 | number from 1 to 65535",
                "run --port http | number from 1 to 65535",
                "run --database-url jdbc:postgresql://db/insula | needs --database-password-file",
                "migrate --database-url jdbc:postgresql://db/insula | needs --owner-password-file",
                "audit | audit needs the word prune",
                "audit sell | audit needs the word prune",
                "audit prune | audit prune needs --before",
                "audit prune --before yesterday | a day such as 2026-01-31, not 'yesterday'",
                "audit prune --before 2026-02-30 | a day such as 2026-01-31",
                "audit prune --before 2026-01-31 --port 80 | unknown option '--port'",
                "audit prune --before 2026-01-31 --database-url jdbc:postgresql://db/x | needs --owner-password-file",
                "run --database-password-file /p | is for --database-url"
            })
    void namesWhatItDoesNotUnderstand(String words, String complaint) {
        assertThatThrownBy(() -> parse(words))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void asksForACommand() {
        assertThatThrownBy(() -> CommandLine.parse(List.of())).hasMessageContaining("no command");
    }

    @Test
    void doesNotRepeatAValueThatIsGluedToItsOption() {
        assertThatThrownBy(() -> parse("run --database-url=jdbc:postgresql://u:topsecret@db/x"))
                .hasMessageContaining("--database-url=")
                .hasMessageNotContaining("topsecret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://app:topsecret@db/insula",
                "jdbc:postgresql://app@db/insula",
                "jdbc:postgresql://app%40db/insula",
                "jdbc:postgresql://db/insula?password=topsecret",
                "jdbc:postgresql://db/insula?ssl=true&user=postgres",
                "jdbc:postgresql://db/insula?ssl=true&%70assword=topsecret",
                "jdbc:postgresql://db/insula?PASSWORD=topsecret",
                "jdbc:postgresql://db/insula?sslpassword=topsecret"
            })
    void refusesAnAddressThatCarriesCredentials(String url) {
        assertThatThrownBy(() -> DatabaseAddress.of(url))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("must not carry a user or a password")
                .hasMessageNotContaining("topsecret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://db/insula",
                "db:5432",
                "jdbc:mysql://db/insula?password=topsecret",
                "jdbc:postgresql:x"
            })
    void refusesAnAddressOfAnotherKind(String url) {
        assertThatThrownBy(() -> DatabaseAddress.of(url))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("jdbc:postgresql://host:5432/insula")
                .hasMessageNotContaining("topsecret");
    }

    @Test
    void keepsHarmlessParametersOfAnAddress() {
        String url = "jdbc:postgresql://a:5432,b:5433/insula?sslmode=verify-full&targetServerType=primary";
        assertThat(DatabaseAddress.of(url).url()).isEqualTo(url);
    }

    private static CommandLine parse(String words) {
        return CommandLine.parse(List.of(words.trim().split(" ")));
    }
}
