package io.insula.connection;

import static io.insula.connection.Tools.AMPLE;
import static io.insula.connection.Tools.owner;
import static io.insula.connection.Tools.program;
import static io.insula.connection.Tools.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.insula.connection.testing.ToolPrograms;
import io.insula.postgres.testing.TestDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** A21: a program of a tool tries whatever holds the server's secrets, and those of other users' programs. */
@Timeout(180)
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
class A21ToolReachIT {

    private static final String SECRET = "master-key-of-the-server";
    private static final ToolOwner MALLORY = owner("acme", "usr_mallory");

    private static Path data;
    private static Path keyFile;
    private static Path formations;
    private static Tools tools;

    @BeforeAll
    static void keepSecrets() throws IOException {
        data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "data");
        keyFile = Files.writeString(data.resolve("vault.key"), SECRET);
        formations = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "formations");
        Files.writeString(formations.resolve("formation.afs"), SECRET);
        tools = new Tools(HiddenPlaces.of(List.of(data.toString()), formations));
    }

    @AfterAll
    static void forgetSecrets() throws IOException {
        tools.close();
        Files.deleteIfExists(keyFile);
        Files.deleteIfExists(data);
        Files.deleteIfExists(formations.resolve("formation.afs"));
        Files.deleteIfExists(formations);
    }

    @Test
    void cannotReadTheKeyFileThoughItsAccountMightBecauseItIsHidden() throws IOException {
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));

        isRefused("read", keyFile.toString());
        isRefused("list", data.toString());
    }

    @Test
    void cannotReadAFormationThoughEverybodyElseMay() throws IOException {
        Files.setPosixFilePermissions(formations, PosixFilePermissions.fromString("rwxr-xr-x"));

        isRefused("read", formations.resolve("formation.afs").toString());
        isRefused("list", formations.toString());
    }

    @Test
    void whatIsHiddenStandsInNoArgumentThatOthersCouldRead() {
        String uid = Processes.uid(say("status", ""));
        assertThat(Processes.of(uid)).isNotEmpty();

        assertThat(ProcessHandle.current()
                        .descendants()
                        .map(process -> process.info().commandLine().orElse("")))
                .anyMatch(line -> line.contains(uid))
                .noneMatch(line -> line.contains(formations.toString()) || line.contains(data.toString()));
    }

    @Test
    void cannotReadAFileOfTheServerThatIsNotHidden() throws IOException {
        // Beside the program itself, which shows that the way there is open.
        Path file = Files.createTempFile(ToolPrograms.install(), "own", ".key");
        try {
            Files.writeString(file, SECRET);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

            assertThat(isRefused("read", file.toString())).contains("AccessDenied");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void seesNoProcessButItsOwnAndNoEnvironmentButItsOwn() {
        LocalProgram victims = program(Map.of("TOKEN", "token-of-the-victim"));
        tools.connections.call(owner("acme", "usr_victim"), victims, AMPLE, "echo", with("here"));

        String environments = say("environments", "");
        assertThat(environments)
                .contains("HOME=/tmp")
                .contains("[1 refused]")
                .doesNotContain("token-of-the-victim")
                .doesNotContain("JAVA_TOOL_OPTIONS");
        assertThat(say("processes", "").lines().filter(name -> name.matches("[0-9]+")))
                .hasSize(2)
                .doesNotContain(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void hasNoRightsAndNoWayToGetThem() {
        assertThat(say("status", ""))
                .containsPattern("NoNewPrivs:\\s+1\n")
                .containsPattern("CapEff:\\s+0+\n")
                .containsPattern("CapBnd:\\s+0+\n")
                .containsPattern("Groups:\\s*\n");
    }

    @Test
    void hasNoUserNamespaceWhereItWouldHaveRights() {
        assertThat(run("unshare --user true && echo made")).isEmpty();
        assertThat(run("echo 9 > /proc/sys/user/max_user_namespaces; cat /proc/sys/user/max_user_namespaces"))
                .isEqualTo("0");
    }

    /** What a shell behind the walls says. */
    private static String run(String commands) {
        String program =
                """
                read -r greeting
                echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18","capabilities":{}}}'
                read -r greeted
                read -r call
                got=$(%s)
                echo '{"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"'$got'"}]}}'
                read -r nothing
                """
                        .formatted(commands);
        LocalProgram shell = new LocalProgram("sh", List.of("-c", program), Map.of());
        return Tools.text(
                tools.connections.call(owner("acme", "usr_" + commands.hashCode()), shell, AMPLE, "run", with("")));
    }

    @Test
    void keepsItsTemporaryFilesToItself() throws IOException {
        say("write", "/tmp/left-behind");
        assertThat(Path.of("/tmp/left-behind")).doesNotExist();

        ToolOutcome other =
                tools.connections.call(owner("acme", "usr_other"), program(), AMPLE, "read", with("/tmp/left-behind"));
        assertThat(other.isError()).isTrue();
    }

    @Test
    void isAskedForAPasswordByTheDatabase() {
        TestDatabase database = TestDatabase.instance();
        for (String user : new String[] {"insula_app", "insula_owner", "postgres"}) {
            String answer = say("send", database.port() + " " + startupMessage(user));
            assertThat(answer).startsWith("R").contains("SCRAM-SHA-256");
        }
        isRefused("read", database.appPasswordFile().toAbsolutePath().toString());
    }

    /** As the protocol of PostgreSQL has it, version 3.0. */
    private static String startupMessage(String user) {
        String parameters = "user\0" + user + "\0database\0insula\0\0";
        ByteBuffer message = ByteBuffer.allocate(8 + parameters.length());
        message.putInt(8 + parameters.length()).putInt(196_608);
        message.put(parameters.getBytes(StandardCharsets.ISO_8859_1));
        return new String(message.array(), StandardCharsets.ISO_8859_1);
    }

    private static String say(String tool, String with) {
        return tools.say(MALLORY, tool, with);
    }

    private static String isRefused(String tool, String with) {
        ToolOutcome outcome = tools.connections.call(MALLORY, program(), AMPLE, tool, with(with));
        assertThat(outcome.isError()).isTrue();
        assertThat(Tools.text(outcome)).doesNotContain(SECRET);
        return Tools.text(outcome);
    }
}
