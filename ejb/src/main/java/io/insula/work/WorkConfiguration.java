package io.insula.work;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about work that is done later.
 *
 * @param workers items that this node works on at the same time; 0 for a node that takes none
 * @param perTenant items of one tenant that are worked on at the same time, over all nodes
 * @param poll how often a node looks for work that it did not add itself
 * @param lease how long an item stays with a node that has fallen silent
 * @param attempts how often an item is tried before it is given up
 * @param openPerUser items of one user that may wait or run
 * @param keep how long items that were given up or cancelled are kept
 */
@Dependent
public record WorkConfiguration(
        int workers, int perTenant, Duration poll, Duration lease, int attempts, int openPerUser, Duration keep) {

    static final Setting<Integer> WORKERS = Setting.number("insula.work.workers", 0, 256, 4);
    static final Setting<Integer> PER_TENANT = Setting.number("insula.work.per-tenant", 1, 256, 2);
    static final Setting<Duration> POLL =
            Setting.duration("insula.work.poll", Duration.ofMillis(50), Duration.ofHours(1), Duration.ofSeconds(1));
    static final Setting<Duration> LEASE =
            Setting.duration("insula.work.lease", Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofSeconds(30));
    static final Setting<Integer> ATTEMPTS = Setting.number("insula.work.attempts", 1, 100, 6);
    static final Setting<Integer> OPEN_PER_USER = Setting.number("insula.work.open-per-user", 1, 1_000_000, 200);
    static final Setting<Duration> KEEP =
            Setting.duration("insula.work.keep", Duration.ofMinutes(1), Duration.ofDays(366), Duration.ofDays(7));

    public WorkConfiguration {
        WORKERS.check(workers);
        PER_TENANT.check(perTenant);
        POLL.check(poll);
        LEASE.check(lease);
        ATTEMPTS.check(attempts);
        OPEN_PER_USER.check(openPerUser);
        KEEP.check(keep);
    }

    @Inject
    WorkConfiguration(Config config) {
        this(
                WORKERS.read(config),
                PER_TENANT.read(config),
                POLL.read(config),
                LEASE.read(config),
                ATTEMPTS.read(config),
                OPEN_PER_USER.read(config),
                KEEP.read(config));
    }
}
