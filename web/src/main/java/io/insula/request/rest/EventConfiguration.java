package io.insula.request.rest;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about streams of events.
 *
 * @param perNode streams that a node holds open at the same time
 * @param perTenant those of one tenant among them
 * @param poll how often a stream looks for new events
 */
@Dependent
public record EventConfiguration(int perNode, int perTenant, Duration poll) {

    static final Setting<Integer> PER_NODE = Setting.number("insula.events.streams.per-node", 1, 10_000, 64);
    static final Setting<Integer> PER_TENANT = Setting.number("insula.events.streams.per-tenant", 1, 10_000, 16);
    static final Setting<Duration> POLL = Setting.duration(
            "insula.events.poll", Duration.ofMillis(50), Duration.ofSeconds(30), Duration.ofMillis(800));

    public EventConfiguration {
        PER_NODE.check(perNode);
        PER_TENANT.check(perTenant);
        POLL.check(poll);
    }

    @Inject
    EventConfiguration(Config config) {
        this(PER_NODE.read(config), PER_TENANT.read(config), POLL.read(config));
    }
}
