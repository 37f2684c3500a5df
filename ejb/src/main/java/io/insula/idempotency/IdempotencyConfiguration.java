package io.insula.idempotency;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about idempotency keys.
 *
 * @param keep how long a key is remembered
 * @param lease how long a key stays reserved by a node that has fallen silent
 * @param maxAnswerBytes the largest answer that is kept for repetition
 */
@Dependent
public record IdempotencyConfiguration(Duration keep, Duration lease, int maxAnswerBytes) {

    static final Setting<Duration> KEEP = Setting.duration(
            "insula.idempotency.keep", Duration.ofSeconds(1), Duration.ofDays(31), Duration.ofHours(24));
    static final Setting<Duration> LEASE = Setting.duration(
            "insula.idempotency.lease", Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofSeconds(30));
    static final Setting<Integer> MAX_ANSWER_BYTES =
            Setting.number("insula.idempotency.max-answer-bytes", 1 << 10, 1 << 26, 1 << 20);

    public IdempotencyConfiguration {
        KEEP.check(keep);
        LEASE.check(lease);
        MAX_ANSWER_BYTES.check(maxAnswerBytes);
    }

    @Inject
    IdempotencyConfiguration(Config config) {
        this(KEEP.read(config), LEASE.read(config), MAX_ANSWER_BYTES.read(config));
    }
}
