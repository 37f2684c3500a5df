package io.insula.access.logout;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about where issuers tell of logouts.
 *
 * @param attemptsPerAddress logout tokens that end nothing, in a minute, before an address has to wait
 */
@Dependent
public record LogoutConfiguration(int attemptsPerAddress) {

    static final Setting<Integer> ATTEMPTS = Setting.number("insula.jwt.logout-attempts", 1, 1_000_000, 300);

    public LogoutConfiguration {
        ATTEMPTS.check(attemptsPerAddress);
    }

    @Inject
    LogoutConfiguration(Config config) {
        this(ATTEMPTS.read(config));
    }
}
