package io.insula.connection;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about the connections to tools.
 *
 * @param perNode programs at the same time
 * @param perTenant of these, for one tenant
 * @param perUser of these, for one user
 * @param remote connections to servers over HTTP at the same time
 * @param calls at the same time over one connection
 * @param waiting calls that may wait for a place; further ones are turned away at once
 * @param patience how long each of them waits
 * @param start until a server has answered the first message
 * @param idle until a connection that nobody uses is ended
 * @param age until a connection is ended even if it is used; between two calls
 * @param answerBytes of one answer
 * @param list tools of one server
 */
@Dependent
public record ToolConfiguration(
        int perNode,
        int perTenant,
        int perUser,
        int remote,
        int calls,
        int waiting,
        Duration patience,
        Duration start,
        Duration idle,
        Duration age,
        int answerBytes,
        int list) {

    static final Setting<Integer> PER_NODE = Setting.number("insula.tools.processes", 1, 10_000, 64);
    static final Setting<Integer> PER_TENANT = Setting.number("insula.tools.processes-per-tenant", 1, 10_000, 32);
    static final Setting<Integer> PER_USER = Setting.number("insula.tools.processes-per-user", 1, 10_000, 8);
    static final Setting<Integer> REMOTE = Setting.number("insula.tools.remote", 1, 100_000, 1024);
    static final Setting<Integer> CALLS = Setting.number("insula.tools.calls", 1, 1000, 8);
    static final Setting<Integer> WAITING = Setting.number("insula.tools.waiting", 0, 10_000, 64);
    static final Setting<Duration> PATIENCE = Setting.duration(
            "insula.tools.patience", Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ofSeconds(5));
    static final Setting<Duration> START = Setting.duration(
            "insula.tools.start", Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofMinutes(1));
    static final Setting<Duration> IDLE =
            Setting.duration("insula.tools.idle", Duration.ofSeconds(1), Duration.ofHours(24), Duration.ofMinutes(5));
    static final Setting<Duration> AGE =
            Setting.duration("insula.tools.age", Duration.ofSeconds(1), Duration.ofHours(24), Duration.ofHours(1));
    static final Setting<Integer> ANSWER_BYTES = Setting.number("insula.tools.answer-bytes", 1024, 1 << 28, 1 << 22);
    static final Setting<Integer> LIST = Setting.number("insula.tools.list", 1, 100_000, 1000);

    public ToolConfiguration {
        PER_NODE.check(perNode);
        PER_TENANT.check(perTenant);
        PER_USER.check(perUser);
        REMOTE.check(remote);
        CALLS.check(calls);
        WAITING.check(waiting);
        PATIENCE.check(patience);
        START.check(start);
        IDLE.check(idle);
        AGE.check(age);
        ANSWER_BYTES.check(answerBytes);
        LIST.check(list);
    }

    @Inject
    ToolConfiguration(Config config) {
        this(
                PER_NODE.read(config),
                PER_TENANT.read(config),
                PER_USER.read(config),
                REMOTE.read(config),
                CALLS.read(config),
                WAITING.read(config),
                PATIENCE.read(config),
                START.read(config),
                IDLE.read(config),
                AGE.read(config),
                ANSWER_BYTES.read(config),
                LIST.read(config));
    }

    /** What holds where nothing is configured. */
    public static ToolConfiguration defaults() {
        return new ToolConfiguration(
                PER_NODE.fallback(),
                PER_TENANT.fallback(),
                PER_USER.fallback(),
                REMOTE.fallback(),
                CALLS.fallback(),
                WAITING.fallback(),
                PATIENCE.fallback(),
                START.fallback(),
                IDLE.fallback(),
                AGE.fallback(),
                ANSWER_BYTES.fallback(),
                LIST.fallback());
    }
}
