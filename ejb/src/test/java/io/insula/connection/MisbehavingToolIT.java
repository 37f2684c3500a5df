package io.insula.connection;

import static io.insula.connection.Tools.AMPLE;
import static io.insula.connection.Tools.owner;
import static io.insula.connection.Tools.program;
import static io.insula.connection.Tools.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** A tool that floods, hangs, dies, forks or answers garbage harms nobody but its own user, and him not for long. */
@Timeout(180)
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
class MisbehavingToolIT {

    private static final Duration HOURS = Duration.ofHours(5);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String GREET =
            """
            read -r greeting
            echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18","capabilities":{}}}'
            read -r greeted
            """;
    private static final Tools TOOLS = new Tools();

    @AfterAll
    static void close() {
        TOOLS.close();
    }

    @Test
    void aDeadProgramIsNoticedAtOnceAndTheNextCallFindsAnother() {
        ToolOwner user = owner("acme", "usr_dying");
        String uid = uid(user);

        assertThat(failure(user, HOURS, "exit", "3").code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(Processes.of(uid)).isEmpty();
        assertThat(TOOLS.say(user, "echo", "again")).isEqualTo("again");
    }

    @Test
    void allWhoWaitForAProgramThatIsKilledLearnItAtOnce() throws Exception {
        LocalProgram dying =
                new LocalProgram("sh", List.of("-c", GREET + "read -r one; read -r two; kill -9 $$"), Map.of());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<PlatformException> call = () -> catchThrowableOfType(
                    PlatformException.class,
                    () -> TOOLS.connections.call(owner("acme", "usr_killed"), dying, HOURS, "echo", with("")));
            for (Future<PlatformException> each : threads.invokeAll(List.of(call, call))) {
                assertThat(each.get()).hasMessageContaining("has ended");
                assertThat(each.get().retryAfter()).isPresent();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void garbageEndsTheProgram() {
        ToolOwner user = owner("acme", "usr_garbage");
        String uid = uid(user);
        PlatformException failure = failure(user, HOURS, "garbage", "");

        assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
        assertThat(failure).hasMessageContaining("no message of MCP").hasMessageNotContaining("this is");
        Processes.awaitEnd(uid);
    }

    @Test
    void aFloodEndsTheProgramLongBeforeItFillsTheMemory() {
        ToolOwner user = owner("acme", "usr_flood");
        String uid = uid(user);

        assertThat(failure(user, HOURS, "flood", "100000")).hasMessageContaining("too large");
        Processes.awaitEnd(uid);
    }

    @Test
    void chatterWithoutEndEndsTheProgram() {
        ToolOwner user = owner("acme", "usr_chatter");

        assertThat(failure(user, HOURS, "chatter", "")).hasMessageContaining("without end");
    }

    @Test
    void oneThatHangsIsGivenUpAndReplaced() {
        ToolOwner user = owner("acme", "usr_hanging");
        String uid = uid(user);

        assertThat(failure(user, SHORT, "hang", "")).hasMessageContaining("too long");
        Processes.awaitEnd(uid);
        assertThat(uid(user)).isNotEqualTo(uid);
    }

    @Test
    void oneThatIsSlowOnlyInOneCallServesTheOthers() throws Exception {
        ToolOwner user = owner("acme", "usr_slow");
        String uid = uid(user);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<PlatformException> slow = threads.submit(() -> failure(user, Duration.ofSeconds(3), "hang", ""));
            while (!slow.isDone()) {
                assertThat(TOOLS.say(user, "echo", "quick")).isEqualTo("quick");
            }
            assertThat(slow.get()).hasMessageContaining("too long");
            assertThat(uid(user)).isEqualTo(uid);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void oneThatDoesNotReadBlocksNobodyForLong() {
        LocalProgram deaf = new LocalProgram("sh", List.of("-c", GREET + "exec sleep 3600"), Map.of());
        PlatformException failure = catchThrowableOfType(
                PlatformException.class,
                () -> TOOLS.connections.call(
                        owner("acme", "usr_deaf"), deaf, Duration.ofSeconds(1), "echo", with("x".repeat(1 << 20))));

        assertThat(failure).hasMessageContaining("does not read");
        assertThat(failure.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    }

    @Test
    void oneThatForksComesToItsBoundAndTakesAllWithItWhenItEnds() {
        ToolOwner user = owner("acme", "usr_forking");
        String uid = uid(user);

        assertThat(TOOLS.say(user, "fork", "1000")).endsWith("and no more");
        assertThat(Processes.of(uid)).hasSizeBetween(10, 128);
        assertThat(TOOLS.say(owner("acme", "usr_bystander"), "fork", "5")).isEqualTo("5");
        TOOLS.connections.endUser(user.userId(), user::equals);
        Processes.awaitEnd(uid);
    }

    @Test
    void whatWantsToStayGoesWhenTheProgramGoes() {
        ToolOwner user = owner("acme", "usr_leaving");
        String uid = uid(user);
        TOOLS.say(user, "leave", "");

        failure(user, HOURS, "exit", "0");
        Processes.awaitEnd(uid);
    }

    @Test
    void memoryIsBounded() {
        ToolOwner user = owner("acme", "usr_hungry");

        // Whether it notices, or its machine dies of it with last words of its own, is the program's affair.
        assertThat(allocating(user, "4000")).containsAnyOf("and no more", "has ended", "no message");
        assertThat(TOOLS.say(user, "echo", "fed")).isEqualTo("fed");
    }

    private static String allocating(ToolOwner user, String megabytes) {
        try {
            return TOOLS.say(user, "allocate", megabytes);
        } catch (PlatformException ended) {
            return ended.getMessage();
        }
    }

    @Test
    void tellsWhyAProgramDoesNotStart() {
        assertThat(startFailure(new LocalProgram("no-such-program", List.of("--token"), Map.of())))
                .hasMessageContaining("test does not start: its command is not found");
        assertThat(startFailure(new LocalProgram("/etc/passwd", List.of(), Map.of())))
                .hasMessageContaining("may not be run by");
        assertThat(startFailure(new LocalProgram("sh", List.of("-c", "exit 7"), Map.of())))
                .hasMessageContaining("status 7");
        assertThat(startFailure(new LocalProgram("sh", List.of("-c", "echo secret; sleep 3600"), Map.of())))
                .hasMessageContaining("no message of MCP")
                .hasMessageNotContaining("secret");
        assertThat(startFailure(new LocalProgram("sh", List.of(), Map.of("NOT A NAME", "secret"))))
                .hasMessageContaining("no valid name")
                .hasMessageNotContaining("secret");
        assertThat(startFailure(new LocalProgram("-x", List.of(), Map.of()))).hasMessageContaining("does not start");
    }

    private static PlatformException startFailure(LocalProgram program) {
        ToolOwner user = owner("acme", "usr_starting");
        return catchThrowableOfType(PlatformException.class, () -> TOOLS.connections.tools(user, program, AMPLE));
    }

    private static PlatformException failure(ToolOwner user, Duration timeout, String tool, String with) {
        return catchThrowableOfType(
                PlatformException.class, () -> TOOLS.connections.call(user, program(), timeout, tool, with(with)));
    }

    private static String uid(ToolOwner owner) {
        return Processes.uid(TOOLS.say(owner, "status", ""));
    }
}
