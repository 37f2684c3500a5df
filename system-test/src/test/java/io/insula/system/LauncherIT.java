package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.FormationRevision;
import io.insula.client.FormationUpload;
import io.insula.client.InsulaException;
import io.insula.client.InsulaRevisions;
import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.postgres.testing.TestDatabase;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.launch.ServerProcess;
import io.insula.system.launch.ServerProcess.Ended;
import io.insula.system.wire.Fresh;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar as a program: what it says, how it fails, and what a kill costs. */
@Tag("launcher")
class LauncherIT {

    private static final Duration LONGEST_REFUSAL = Duration.ofMinutes(2);
    private static final Duration PROMISED_STOP = Duration.ofSeconds(10);
    private static final Map<String, String> FEW_REVISIONS = Map.of("insula.formations.revisions", "2");

    @Test
    void helpNamesCommandsAndOptions() {
        Ended help = run("help", "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.standardOutput())
                .contains("run", "migrate", "eval", "version", "--port", "--data", "--formations", "--database-url");
        assertThat(help.standardError()).isEmpty();
    }

    @Test
    void helpOnACommandStartsNothing() {
        Path data = fresh();

        Ended help = runOver("help-of-run", data.toString(), "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.standardOutput())
                .startsWith("usage: java -jar insula.jar run [options]")
                .contains("--listen")
                .doesNotContain("vault");
        assertThat(help.standardError()).isEmpty();
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void versionIsOneLine() {
        Ended version = run("version", "version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.standardOutput().strip()).hasLineCount(1).containsPattern("\\d+\\.\\d+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot", "--port=", "extra"})
    void unknownWordsAreUsageErrors(String word) {
        Ended ended = run("usage", "run", word);

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.standardError()).isNotBlank();
    }

    @Test
    void unknownCommandsAreUsageErrors() {
        assertThat(run("command", "fly").exitCode()).isEqualTo(2);
    }

    @Test
    void aTakenPortIsOneClearLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertRefused(runOver("port", fresh().toString(), "--port", port), port);
        }
    }

    @Test
    void aDataDirectoryBelowAFileIsOneClearLine() throws IOException {
        Path file = Files.createTempFile(fresh(), "file", "");

        String data = file.resolve("data").toString();
        assertRefused(runOver("file", data), data);
    }

    @Test
    void anUnwritableDataDirectoryIsOneClearLine() {
        // Not even root may make a directory there.
        assertRefused(runOver("proc", "/proc/insula"), "/proc/insula");
    }

    @Test
    void aDataDirectoryOfAnotherVersionIsOneClearLine() throws IOException {
        Path data = fresh();
        Files.writeString(data.resolve("layout"), "999\n");

        assertRefused(runOver("layout", data.toString()), "999");
    }

    @Test
    void aDirectoryOfSomethingElseIsLeftAlone() throws IOException {
        Path data = fresh();
        Files.writeString(data.resolve("diary.txt"), "Dear diary");

        assertRefused(runOver("diary", data.toString()), data.toString());
        try (var entries = Files.list(data)) {
            assertThat(entries).allMatch(entry -> entry.endsWith("diary.txt") || entry.endsWith("lock"));
        }
    }

    @Test
    void aDatabaseUrlWithUserInfoIsRefusedUnquoted() {
        Ended ended = runOver(
                "url", fresh().toString(), "--database-url", "jdbc:postgresql://insula:hunter2@127.0.0.1:1/insula");

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.standardError().strip()).hasLineCount(1);
        assertThat(ended.standardOutput() + ended.standardError()).doesNotContain("hunter2");
    }

    @Test
    void keysOfTheVaultThatAreMissingAreNotMadeAnew() throws IOException, SQLException {
        TestDatabase database = TestDatabase.instance();
        Path data = fresh();
        change("insert into insula.formation_key values ('left', 1, 'lost', 'x', 1, 1, now())");
        try {
            Ended ended = runOver(
                    "lost",
                    data.toString(),
                    "--database-url",
                    database.url(),
                    "--database-password-file",
                    database.appPasswordFile().toString());

            assertRefused(ended, "Restore the file from its backup");
            assertThat(data.resolve("keys").resolve("vault.keys")).doesNotExist();
        } finally {
            change("delete from insula.formation_key where formation_id = 'left'");
        }
    }

    private static void change(String sql) throws SQLException {
        try (Connection connection =
                        TestDatabase.instance().superuserDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesAKillAndAStopLeavesNothingBehind() throws IOException {
        Path data = fresh();
        try {
            killReviveAndStop(data);
        } finally {
            endOrphan(data);
        }
    }

    private static void killReviveAndStop(Path data) throws IOException {
        String name = Fresh.name("acme") + ":alice";
        List<String> acknowledged = new ArrayList<>();
        FormationRevision uploaded;
        try (LaunchedServer killed = LaunchedServer.start("killed", data, FEW_REVISIONS)) {
            InsulaUser alice = killed.formation("alpha").user(name);
            for (int i = 0; i < 20; i++) {
                acknowledged.add(alice.addMemory("Fact number " + i).id());
            }
            InsulaRevisions revisions = killed.formation("beta").client().revisions();
            revisions.upload(betaInOtherWords("one"));
            uploaded = revisions.upload(betaInOtherWords("two"));
            assertThat(revisions.all()).as("the directory's own is forgotten").hasSize(2);
            killed.process().kill();
        }

        long postmaster;
        try (LaunchedServer revived = LaunchedServer.start("revived", data, FEW_REVISIONS)) {
            assertThat(revived.formation("alpha").user(name).memories().map(Memory::id))
                    .containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.resolve("keys").resolve("alpha.properties"))))
                    .isEqualTo("rw-------");
            assertThat(revived.formation("beta").client().revisions().all())
                    .filteredOn(FormationRevision::active)
                    .extracting(FormationRevision::hash)
                    .containsExactly(uploaded.hash());
            assertThat(revived.log())
                    .contains("The directory beta holds the revision")
                    .contains(uploaded.hash());
            assertDatabaseIsRevived(data, revived.formation("alpha").user(name), acknowledged);
            postmaster = postmaster(data);
            assertThat(ProcessHandle.of(postmaster)).isPresent();

            revived.process().terminate();
            assertThat(revived.process().endsWithin(PROMISED_STOP)).isTrue();
            assertThat(Files.readString(revived.postgresLog())).contains("database system is shut down");
        }

        assertThat(ProcessHandle.of(postmaster).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(data.resolve("database").resolve("postmaster.pid")).doesNotExist();
        assertThat(processesOver(data)).isEmpty();
    }

    /** The launcher starts its database again; until then callers are told to wait. */
    private static void assertDatabaseIsRevived(Path data, InsulaUser user, List<String> acknowledged)
            throws IOException {
        ProcessHandle killed = ProcessHandle.of(postmaster(data)).orElseThrow();
        killed.destroyForcibly();
        Patience.until("another postmaster", LONGEST_REFUSAL, () -> isAnother(data, killed.pid()));
        Patience.until("the database is back", LONGEST_REFUSAL, () -> {
            try {
                return acknowledged.add(
                        user.addMemory("Written after the database died").id());
            } catch (InsulaException e) {
                assertThat(e.status()).isEqualTo(503);
                return false;
            }
        });
        assertThat(user.memories().map(Memory::id)).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    private static boolean isAnother(Path data, long pid) {
        try {
            return Files.exists(data.resolve("database").resolve("postmaster.pid")) && postmaster(data) != pid;
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    private static FormationUpload betaInOtherWords(String words) throws IOException {
        Path file = Path.of(System.getProperty("insula.formations"), "beta", "formation.afs");
        return FormationUpload.of(Map.of("formation.afs", Files.readString(file) + "\n# " + words + "\n"));
    }

    /** If a start after a kill fails, the orphaned database would outlive the tests. */
    private static void endOrphan(Path data) throws IOException {
        if (Files.exists(data.resolve("database").resolve("postmaster.pid"))) {
            ProcessHandle.of(postmaster(data)).ifPresent(ProcessHandle::destroy);
        }
    }

    private static List<String> processesOver(Path data) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(data.toString()))
                .toList();
    }

    private static long postmaster(Path data) throws IOException {
        List<String> lines = Files.readAllLines(data.resolve("database").resolve("postmaster.pid"));
        return Long.parseLong(lines.get(0).strip());
    }

    private static void assertRefused(Ended ended, String named) {
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.standardError().strip()).hasLineCount(1).contains(named);
    }

    private static Path fresh() {
        return LaunchedServer.freshDirectory("launcher");
    }

    private static Ended runOver(String name, String data, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("run", "--data", data, "--formations", System.getProperty("insula.formations")));
        if (!List.of(more).contains("--port")) {
            arguments.addAll(List.of("--port", String.valueOf(LaunchedServer.freePort())));
        }
        arguments.addAll(List.of(more));
        return run(name, arguments.toArray(String[]::new));
    }

    private static Ended run(String name, String... arguments) {
        try (ServerProcess process = ServerProcess.start("launcher-" + name, arguments)) {
            return process.awaitEnd(LONGEST_REFUSAL);
        }
    }
}
