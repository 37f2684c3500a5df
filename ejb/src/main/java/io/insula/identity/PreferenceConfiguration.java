package io.insula.identity;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about preferences.
 *
 * @param most preferences of one user
 * @param longest characters of one value, as JSON
 */
@Dependent
public record PreferenceConfiguration(int most, int longest) {

    static final Setting<Integer> MOST = Setting.number("insula.identity.preferences.most", 1, 100_000, 500);
    static final Setting<Integer> LONGEST = Setting.number("insula.identity.preferences.longest", 16, 65_536, 4096);

    public PreferenceConfiguration {
        MOST.check(most);
        LONGEST.check(longest);
    }

    @Inject
    PreferenceConfiguration(Config config) {
        this(MOST.read(config), LONGEST.read(config));
    }
}
