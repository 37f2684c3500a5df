package io.insula.model;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about the calls of language models, over all formations. The limits of one call stand in the
 * formation.
 *
 * @param concurrency calls under way at the same time, for each formation and endpoint; further ones are turned away
 * @param perTenant of these, for one tenant
 * @param longestCall from the first attempt to the end of the answer
 * @param firstPause before the second attempt; doubled for each further one
 * @param longestPause of all pauses; where a provider asks for more, the caller is told instead
 * @param mostBytes of one answer
 * @param breakerCalls the last calls to an endpoint that are looked at: do half of them fail, it is left alone
 * @param breakerPause for how long
 */
@Dependent
public record ModelConfiguration(
        int concurrency,
        int perTenant,
        Duration longestCall,
        Duration firstPause,
        Duration longestPause,
        int mostBytes,
        int breakerCalls,
        Duration breakerPause) {

    static final Setting<Integer> CONCURRENCY = Setting.number("insula.model.concurrency", 1, 10_000, 32);
    static final Setting<Integer> PER_TENANT = Setting.number("insula.model.concurrency-per-tenant", 1, 10_000, 16);
    static final Setting<Duration> LONGEST_CALL = Setting.duration(
            "insula.model.longest-call", Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofMinutes(5));
    static final Setting<Duration> FIRST_PAUSE = Setting.duration(
            "insula.model.first-pause", Duration.ofMillis(1), Duration.ofSeconds(10), Duration.ofMillis(500));
    static final Setting<Duration> LONGEST_PAUSE = Setting.duration(
            "insula.model.longest-pause", Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ofSeconds(8));
    static final Setting<Integer> MOST_BYTES = Setting.number("insula.model.most-bytes", 1024, 1 << 28, 1 << 24);
    static final Setting<Integer> BREAKER_CALLS = Setting.number("insula.model.breaker-calls", 2, 1000, 10);
    static final Setting<Duration> BREAKER_PAUSE = Setting.duration(
            "insula.model.breaker-pause", Duration.ofMillis(1), Duration.ofMinutes(10), Duration.ofSeconds(20));

    public ModelConfiguration {
        CONCURRENCY.check(concurrency);
        PER_TENANT.check(perTenant);
        LONGEST_CALL.check(longestCall);
        FIRST_PAUSE.check(firstPause);
        LONGEST_PAUSE.check(longestPause);
        MOST_BYTES.check(mostBytes);
        BREAKER_CALLS.check(breakerCalls);
        BREAKER_PAUSE.check(breakerPause);
    }

    @Inject
    ModelConfiguration(Config config) {
        this(
                CONCURRENCY.read(config),
                PER_TENANT.read(config),
                LONGEST_CALL.read(config),
                FIRST_PAUSE.read(config),
                LONGEST_PAUSE.read(config),
                MOST_BYTES.read(config),
                BREAKER_CALLS.read(config),
                BREAKER_PAUSE.read(config));
    }

    /** What holds where nothing is configured. */
    static ModelConfiguration defaults() {
        return new ModelConfiguration(
                CONCURRENCY.fallback(),
                PER_TENANT.fallback(),
                LONGEST_CALL.fallback(),
                FIRST_PAUSE.fallback(),
                LONGEST_PAUSE.fallback(),
                MOST_BYTES.fallback(),
                BREAKER_CALLS.fallback(),
                BREAKER_PAUSE.fallback());
    }
}
