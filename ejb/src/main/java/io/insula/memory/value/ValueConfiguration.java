package io.insula.memory.value;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about values under keys.
 *
 * @param perUser values of one user, over all namespaces
 */
@Dependent
public record ValueConfiguration(int perUser) {

    static final Setting<Integer> PER_USER = Setting.number("insula.memory.values-per-user", 1, 1_000_000, 1_000);

    public ValueConfiguration {
        PER_USER.check(perUser);
    }

    @Inject
    ValueConfiguration(Config config) {
        this(PER_USER.read(config));
    }
}
