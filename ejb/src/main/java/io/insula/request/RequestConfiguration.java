package io.insula.request;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about requests that are answered later.
 *
 * @param keep how long a request that has ended is kept, with its result and its events
 */
@Dependent
public record RequestConfiguration(Duration keep) {

    static final Setting<Duration> KEEP =
            Setting.duration("insula.request.keep", Duration.ofMinutes(1), Duration.ofDays(366), Duration.ofDays(7));

    public RequestConfiguration {
        KEEP.check(keep);
    }

    @Inject
    RequestConfiguration(Config config) {
        this(KEEP.read(config));
    }
}
