package io.insula.memory.working;

import io.insula.egress.EgressLimits;
import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about the server that indexes working memory.
 *
 * @param timeout from the first step of a call to the end of its answer
 * @param mostBytes of an answer
 * @param proposals that a question asks for
 * @param rest for which a server is left alone that could not be used, and after which an index is asked for again that
 *     is to go
 */
@Dependent
public record RemoteConfiguration(Duration timeout, int mostBytes, int proposals, Duration rest) {

    static final Setting<Duration> TIMEOUT = Setting.duration(
            "insula.memory.working.remote.timeout",
            Duration.ofMillis(50),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2));
    static final Setting<Integer> MOST_BYTES =
            Setting.number("insula.memory.working.remote.answer-bytes", 1 << 10, 1 << 26, 1 << 20);
    static final Setting<Integer> PROPOSALS = Setting.number("insula.memory.working.remote.proposals", 12, 1_000, 64);
    static final Setting<Duration> REST = Setting.duration(
            "insula.memory.working.remote.rest", Duration.ofMillis(100), Duration.ofHours(1), Duration.ofSeconds(10));

    public RemoteConfiguration {
        TIMEOUT.check(timeout);
        MOST_BYTES.check(mostBytes);
        PROPOSALS.check(proposals);
        REST.check(rest);
    }

    @Inject
    RemoteConfiguration(Config config) {
        this(TIMEOUT.read(config), MOST_BYTES.read(config), PROPOSALS.read(config), REST.read(config));
    }

    EgressLimits limits() {
        return new EgressLimits(timeout, timeout, mostBytes);
    }
}
