package io.insula.connection;

import static io.insula.connection.Tools.AMPLE;
import static io.insula.connection.Tools.owner;
import static io.insula.connection.Tools.program;
import static io.insula.connection.Tools.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.connection.SandboxReport.Strength;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.telemetry.Place;
import io.insula.telemetry.Telemetry;
import io.insula.telemetry.TraceParent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** What connections to programs do when nobody misbehaves. */
@Timeout(120)
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
class ToolConnectionsIT {

    private static final Tools TOOLS = new Tools();
    private static final ToolOwner ALICE = owner("acme", "usr_alice");

    @AfterAll
    static void close() {
        TOOLS.close();
    }

    @Test
    void putsUpTheStrongestWalls() {
        assertThat(TOOLS.connections.sandbox().strength()).isEqualTo(Strength.STRONG);
        assertThat(TOOLS.connections.sandbox().why()).isEmpty();
    }

    @Test
    void listsTheToolsOfAProgramAndCallsThem() {
        assertThat(TOOLS.connections.tools(ALICE, program(), AMPLE))
                .filteredOn(tool -> tool.name().equals("echo"))
                .singleElement()
                .satisfies(tool -> {
                    assertThat(tool.description()).isEqualTo("Does: echo");
                    assertThat(tool.inputSchema()).containsKey("properties");
                });
        assertThat(TOOLS.say(ALICE, "echo", "Grüße\n\u2028\\")).isEqualTo("Grüße\n\u2028\\");
    }

    @Test
    void tellsThatAToolFailedWithoutMakingItAFailureOfItsOwn() {
        ToolOutcome failed = TOOLS.connections.call(ALICE, program(), AMPLE, "read", with("/nowhere"));

        assertThat(failed.isError()).isTrue();
        assertThat(Tools.text(failed)).contains("NoSuchFile");
    }

    @Test
    void tellsAProgramWhichTraceTheCallBelongsTo() {
        Telemetry telemetry = new Telemetry();
        TOOLS.connections.noteIn(telemetry);
        TraceParent step = new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true);
        assertThat(TOOLS.say(ALICE, "trace", "")).isEqualTo("null");

        telemetry.whereabouts().enter(new Place("req_1", "alpha", "acme", step));
        try {
            assertThat(TOOLS.say(ALICE, "trace", ""))
                    .isEqualTo("{traceparent=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}");
        } finally {
            telemetry.whereabouts().leave();
        }
    }

    @Test
    void refusesAToolThatTheServerDoesNotHave() {
        assertThatThrownBy(() -> TOOLS.connections.call(ALICE, program(), AMPLE, "nothing", with("secret-argument")))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("test refused the call")
                .hasMessageNotContaining("secret-argument")
                .extracting(thrown -> ((PlatformException) thrown).code())
                .isEqualTo(ErrorCode.PROVIDER_ERROR);
    }

    @Test
    void startsOneProgramForAllWhoAskAtTheSameTime() throws Exception {
        ToolOwner crowd = owner("acme", "usr_crowd");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<String>> answers = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> TOOLS.say(crowd, "late", "200 answer-" + i)))
                    .toList();

            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo("answer-" + i);
            }
            assertThat(TOOLS.owners()).filteredOn(crowd::equals).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void endsAProgramWhenItsOwnerHasOtherCredentials() {
        ToolOwner before = owner("acme", "usr_changing");
        ToolOwner after = new ToolOwner("demo", "acme", "usr_changing", "test", "2");
        String uid = uid(before);

        assertThat(uid(after)).isNotEqualTo(uid);
        assertThat(TOOLS.owners()).contains(after).doesNotContain(before);
        assertThat(Processes.of(uid)).isEmpty();
    }

    @Test
    void endsWhatItIsTold() {
        ToolOwner suspended = owner("acme", "usr_suspended");
        ToolOwner other = owner("other", "usr_suspended");
        String uid = uid(suspended);
        String otherUid = uid(other);

        TOOLS.connections.endTenant("demo", "acme");

        Processes.awaitEnd(uid);
        assertThat(TOOLS.owners()).contains(other).doesNotContain(suspended);
        assertThat(uid(other)).isEqualTo(otherUid);
    }

    @Test
    void handsOverWhateverTextASecretHolds() {
        String key = "-----BEGIN KEY-----\nMII\\n%s$(id)`id`'\"\n\n-----END-----\n";
        LocalProgram program = Tools.program(Map.of("PRIVATE_KEY", key, "name", "x", "IFS", "IE", "EMPTY", ""));

        String seen =
                Tools.text(TOOLS.connections.call(owner("acme", "usr_key"), program, AMPLE, "environment", with("")));

        assertThat(seen)
                .contains("PRIVATE_KEY=" + key + "\n")
                .contains("EMPTY=\n")
                .contains("name=x");
    }

    @Test
    void runsNothingForTheSakeOfItsEnvironmentBeforeTheWallsStand() {
        LocalProgram program = Tools.program(Map.of("LD_PRELOAD", "/nowhere/evil.so", "ENV", "/nowhere/evil"));

        assertThat(Tools.text(
                        TOOLS.connections.call(owner("acme", "usr_preload"), program, AMPLE, "environment", with(""))))
                .contains("LD_PRELOAD=/nowhere/evil.so");
    }

    private static String uid(ToolOwner owner) {
        return Processes.uid(TOOLS.say(owner, "status", ""));
    }
}
