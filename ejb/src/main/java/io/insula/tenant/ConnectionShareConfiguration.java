package io.insula.tenant;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What happens to requests of a tenant whose share of connections is used up; how large it is, the formation says.
 *
 * @param patience how long a request waits before it is told to come back
 * @param waiting how many requests of one tenant may wait; further ones are told so at once
 */
@Dependent
public record ConnectionShareConfiguration(Duration patience, int waiting) {

    static final Setting<Duration> PATIENCE = Setting.duration(
            "insula.database.share.patience", Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ofSeconds(2));
    static final Setting<Integer> WAITING = Setting.number("insula.database.share.waiting", 0, 10_000, 60);

    public ConnectionShareConfiguration {
        PATIENCE.check(patience);
        WAITING.check(waiting);
    }

    @Inject
    ConnectionShareConfiguration(Config config) {
        this(PATIENCE.read(config), WAITING.read(config));
    }
}
