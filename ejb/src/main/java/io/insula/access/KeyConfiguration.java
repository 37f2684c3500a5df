package io.insula.access;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about keys.
 *
 * @param most living keys of a formation as a whole, and of each of its tenants
 * @param notedEvery how often a node writes down when keys were last used
 * @param attemptsPerAddress wrong keys in a minute before an address has to wait
 * @param attemptsPerFormation wrong keys in a minute, from wherever, before whoever is new to a formation has to wait
 */
@Dependent
public record KeyConfiguration(int most, Duration notedEvery, int attemptsPerAddress, int attemptsPerFormation) {

    static final Setting<Integer> MOST = Setting.number("insula.keys.most", 2, 1_000_000, 1_000);
    static final Setting<Duration> NOTED_EVERY = Setting.duration(
            "insula.keys.noted-every", Duration.ofSeconds(1), Duration.ofHours(24), Duration.ofMinutes(1));
    static final Setting<Integer> ATTEMPTS_PER_ADDRESS =
            Setting.number("insula.keys.attempts.per-address", 1, 1_000_000, 300);
    static final Setting<Integer> ATTEMPTS_PER_FORMATION =
            Setting.number("insula.keys.attempts.per-formation", 1, 100_000_000, 10_000);

    public KeyConfiguration {
        MOST.check(most);
        NOTED_EVERY.check(notedEvery);
        ATTEMPTS_PER_ADDRESS.check(attemptsPerAddress);
        ATTEMPTS_PER_FORMATION.check(attemptsPerFormation);
    }

    @Inject
    KeyConfiguration(Config config) {
        this(
                MOST.read(config),
                NOTED_EVERY.read(config),
                ATTEMPTS_PER_ADDRESS.read(config),
                ATTEMPTS_PER_FORMATION.read(config));
    }
}
