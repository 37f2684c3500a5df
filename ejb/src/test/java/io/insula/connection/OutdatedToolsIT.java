package io.insula.connection;

import static io.insula.connection.Tools.AMPLE;
import static io.insula.connection.Tools.owner;
import static io.insula.connection.Tools.program;
import static io.insula.connection.Tools.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Nothing runs with what was taken back while its call waited, or while it was started. */
@Timeout(120)
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
class OutdatedToolsIT {

    private static final ToolOwner ALICE = owner("acme", "usr_alice");
    private static final ToolOwner HERS_TOO = new ToolOwner("demo", "acme", "usr_alice", "other", "1");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Tools tools;

    /** One program for each user. */
    @BeforeEach
    void open() {
        ToolConfiguration defaults = ToolConfiguration.defaults();
        ToolConfiguration one = new ToolConfiguration(
                3,
                2,
                1,
                defaults.remote(),
                defaults.calls(),
                defaults.waiting(),
                Duration.ofMinutes(1),
                defaults.start(),
                defaults.idle(),
                defaults.age(),
                defaults.answerBytes(),
                defaults.list());
        tools = new Tools(one, Tools.sandbox("none"), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        tools.close();
        threads.shutdownNow();
    }

    @Test
    void aCallThatWaitedWhileItsUsersCredentialWasChangedStartsNothing() throws Exception {
        Future<String> busy = busy();
        Future<ToolOutcome> waiting = waiting();

        tools.connections.endUser("usr_alice", other -> false);

        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(OutdatedException.class);
        tools.say(ALICE, "release", "");
        assertThat(busy.get()).isEqualTo("done");
        assertThat(tools.owners()).containsExactly(ALICE);
    }

    @Test
    void aCallThatWaitedWhileItsTenantWasSuspendedStartsNothing() throws Exception {
        assertThat(busy()).isNotDone();
        Future<ToolOutcome> waiting = waiting();

        tools.connections.endTenant("demo", "acme");

        assertThatThrownBy(waiting::get).hasCauseInstanceOf(OutdatedException.class);
        assertThat(tools.owners()).isEmpty();
    }

    @Test
    void whatWasReadBeforeAnEndingIsNotTold() {
        Entrusted before = entrusted(HERS_TOO, () -> true);
        Entrusted ofBob = entrusted(owner("acme", "usr_bob"), () -> true);
        tools.connections.endUser("usr_alice", owner -> true);

        assertThatExceptionOfType(OutdatedException.class).isThrownBy(() -> call(HERS_TOO, before));
        assertThat(Tools.text(call(owner("acme", "usr_bob"), ofBob))).isEqualTo("hello");
        assertThat(Tools.text(call(HERS_TOO, entrusted(HERS_TOO, () -> true)))).isEqualTo("hello");
    }

    @Test
    void aProgramThatWasStartedMeanwhileIsEnded() {
        Iterator<Boolean> answers = List.of(true, false, false).iterator();

        assertThatExceptionOfType(OutdatedException.class)
                .isThrownBy(() -> call(ALICE, entrusted(ALICE, answers::next)));
        assertThat(tools.owners()).isEmpty();
    }

    /** A call that is under way when this returns. */
    private Future<String> busy() {
        tools.say(ALICE, "echo", "ready");
        Future<String> call = threads.submit(() -> tools.say(ALICE, "hold", ""));
        while (tools.connections.calls(ALICE) == 0) {
            Thread.onSpinWait();
        }
        return call;
    }

    /** A call that was prepared before this returns, for a program that has no place yet. */
    private Future<ToolOutcome> waiting() {
        Entrusted before = entrusted(HERS_TOO, () -> true);
        return threads.submit(() -> call(HERS_TOO, before));
    }

    private ToolOutcome call(ToolOwner owner, Entrusted entrusted) {
        return tools.connections.call(owner, entrusted, program(), AMPLE, "echo", with("hello"));
    }

    private Entrusted entrusted(ToolOwner owner, BooleanSupplier declared) {
        long endings = tools.connections.endings(owner.formation(), owner.tenantId(), owner.userId());
        return new Entrusted(endings, List.of(), declared);
    }
}
