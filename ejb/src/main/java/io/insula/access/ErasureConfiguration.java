package io.insula.access;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about erasures that happen on other nodes.
 *
 * @param watch how often at least the node asks whether the users of whom it keeps something are still there
 */
@Dependent
public record ErasureConfiguration(Duration watch) {

    static final Setting<Duration> WATCH =
            Setting.duration("insula.erasure.watch", Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofMinutes(1));

    public ErasureConfiguration {
        WATCH.check(watch);
    }

    @Inject
    ErasureConfiguration(Config config) {
        this(WATCH.read(config));
    }
}
