package io.insula.tool;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about what is remembered of tools.
 *
 * @param size of how many users and servers the tools are remembered
 * @param lasting for how long
 * @param watch how often users are looked for who may not have tools called any more
 */
@Dependent
public record CatalogueConfiguration(int size, Duration lasting, Duration watch) {

    static final Setting<Integer> SIZE = Setting.number("insula.tools.catalogue-size", 1, 1_000_000, 2_000);
    static final Setting<Duration> LASTING = Setting.duration(
            "insula.tools.catalogue-ttl", Duration.ofSeconds(1), Duration.ofDays(1), Duration.ofMinutes(5));
    static final Setting<Duration> WATCH = Setting.duration(
            "insula.tools.watch", Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(10));

    public CatalogueConfiguration {
        SIZE.check(size);
        LASTING.check(lasting);
        WATCH.check(watch);
    }

    @Inject
    CatalogueConfiguration(Config config) {
        this(SIZE.read(config), LASTING.read(config), WATCH.read(config));
    }
}
