package io.insula.chat.rest;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about answers that are streamed.
 *
 * @param perNode answers that a node streams at the same time
 * @param perTenant those of one tenant among them
 * @param beat after how long without a piece a comment is sent; until the first piece, so long an error still has a
 *     status of its own
 */
@Dependent
public record StreamConfiguration(int perNode, int perTenant, Duration beat) {

    static final Setting<Integer> PER_NODE = Setting.number("insula.chat.streams.per-node", 1, 10_000, 64);
    static final Setting<Integer> PER_TENANT = Setting.number("insula.chat.streams.per-tenant", 1, 10_000, 32);
    static final Setting<Duration> BEAT = Setting.duration(
            "insula.chat.streams.beat", Duration.ofMillis(100), Duration.ofMinutes(1), Duration.ofSeconds(2));

    public StreamConfiguration {
        PER_NODE.check(perNode);
        PER_TENANT.check(perTenant);
        BEAT.check(beat);
    }

    @Inject
    StreamConfiguration(Config config) {
        this(PER_NODE.read(config), PER_TENANT.read(config), BEAT.read(config));
    }
}
