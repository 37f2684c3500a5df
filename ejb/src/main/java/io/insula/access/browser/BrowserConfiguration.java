package io.insula.access.browser;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about the console and its sessions.
 *
 * @param switched {@code true} for a console, {@code false} for none
 * @param address where browsers find the server, without a path; {@code none} where only keys log in
 * @param idle after which time without a request a session is over
 * @param longest how long a session lasts at most
 * @param perUser living sessions of one user, or of one key; a further one ends the oldest
 * @param most living sessions in all
 */
@Dependent
public record BrowserConfiguration(
        String switched, String address, Duration idle, Duration longest, int perUser, int most) {

    private static final String ON = "true";
    private static final String OFF = "false";
    private static final String NONE = "none";

    static final Setting<String> ENABLED = Setting.text("insula.console.enabled", ON);
    static final Setting<String> URL = Setting.text("insula.console.url", NONE);
    static final Setting<Duration> IDLE = Setting.duration(
            "insula.console.session.idle", Duration.ofSeconds(1), Duration.ofHours(24), Duration.ofMinutes(15));
    static final Setting<Duration> LONGEST = Setting.duration(
            "insula.console.session.longest", Duration.ofSeconds(1), Duration.ofHours(24), Duration.ofHours(1));
    static final Setting<Integer> PER_USER = Setting.number("insula.console.sessions.per-user", 1, 1_000, 10);
    static final Setting<Integer> MOST = Setting.number("insula.console.sessions.most", 1, 10_000_000, 10_000);

    public BrowserConfiguration {
        if (!switched.equals(ON) && !switched.equals(OFF)) {
            throw new IllegalArgumentException(ENABLED.name() + " is neither true nor false");
        }
        if (!address.equals(NONE) && !isAddress(address)) {
            throw new IllegalArgumentException(
                    URL.name() + " is not the address of a server, such as https://insula.example.org");
        }
        IDLE.check(idle);
        LONGEST.check(longest);
        PER_USER.check(perUser);
        MOST.check(most);
    }

    @Inject
    BrowserConfiguration(Config config) {
        this(
                ENABLED.read(config),
                URL.read(config),
                IDLE.read(config),
                LONGEST.read(config),
                PER_USER.read(config),
                MOST.read(config));
    }

    /** Whether there is a console at all. */
    public boolean enabled() {
        return switched.equals(ON);
    }

    /** Where browsers find the server: scheme, host and port, as browsers write an origin. */
    public Optional<String> origin() {
        return address.equals(NONE) ? Optional.empty() : Optional.of(address);
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && text.equals(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
