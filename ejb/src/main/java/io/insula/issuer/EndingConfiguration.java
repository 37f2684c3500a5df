package io.insula.issuer;

import io.insula.egress.EgressException;
import io.insula.egress.EgressPolicy;
import io.insula.kernel.Setting;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about the end of an issuer's logins before their tokens end.
 *
 * @param logoutAudiences of which a logout token must name one; none where the issuer is not heard about logouts
 * @param memory how long it is remembered that a login has ended: no older token is believed
 * @param introspection how the issuer is asked whether a token is still good, or null
 */
public record EndingConfiguration(Set<String> logoutAudiences, Duration memory, Introspection introspection) {

    private static final String NONE = "none";

    static final Setting<String> LOGOUT_AUDIENCE = Setting.text("insula.jwt.issuers.<name>.logout-audience", NONE);
    static final Setting<String> INTROSPECTION_URI = Setting.text("insula.jwt.issuers.<name>.introspection-uri", NONE);
    static final Setting<String> CLIENT_ID = Setting.text("insula.jwt.issuers.<name>.client-id", NONE);
    static final Setting<String> SECRET_FILE = Setting.text("insula.jwt.issuers.<name>.client-secret-file", NONE);
    static final Setting<String> ASKING_ID = Setting.text("insula.jwt.issuers.<name>.introspection-client-id", NONE);
    static final Setting<String> ASKING_SECRET_FILE =
            Setting.text("insula.jwt.issuers.<name>.introspection-client-secret-file", NONE);
    static final Setting<Duration> LOGOUT_MEMORY = Setting.duration(
            "insula.jwt.logout-memory", Duration.ofMinutes(1), Duration.ofDays(31), Duration.ofHours(12));
    static final Setting<Duration> INTROSPECTION_TTL =
            Setting.duration("insula.jwt.introspection-ttl", Duration.ZERO, Duration.ofMinutes(10), Duration.ZERO);

    /** For issuers whose logins end with their tokens. */
    public static final EndingConfiguration NEVER = new EndingConfiguration(Set.of(), LOGOUT_MEMORY.fallback(), null);

    public EndingConfiguration {
        LOGOUT_MEMORY.check(memory);
        logoutAudiences = Set.copyOf(logoutAudiences);
    }

    /**
     * Where an issuer is asked, and as whom.
     *
     * @param secret the file with the client's secret, which is read each time: it may be replaced
     * @param ttl how long an answer holds
     */
    public record Introspection(URI address, String client, Path secret, Duration ttl) {}

    /** What is set about an issuer of that name. */
    static EndingConfiguration of(Config config, String name) {
        Set<String> audiences = Stream.of(
                        LOGOUT_AUDIENCE.called(name).read(config).split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty() && !each.equals(NONE))
                .collect(Collectors.toSet());
        return new EndingConfiguration(audiences, LOGOUT_MEMORY.read(config), introspection(config, name));
    }

    /** Whether the issuer's word counts that a login has ended. */
    public boolean hearsLogouts() {
        return !logoutAudiences.isEmpty();
    }

    /** How old a token may be at most; zero for any age. */
    Duration oldest() {
        return hearsLogouts() ? memory : Duration.ZERO;
    }

    private static Introspection introspection(Config config, String name) {
        Setting<String> address = INTROSPECTION_URI.called(name);
        if (address.read(config).equals(NONE)) {
            return null;
        }
        // Browsers may log in as another client, of which an issuer need not tell whose tokens are good.
        boolean own = !ASKING_ID.called(name).read(config).equals(NONE);
        Setting<String> client = (own ? ASKING_ID : CLIENT_ID).called(name);
        Setting<String> file = (own ? ASKING_SECRET_FILE : SECRET_FILE).called(name);
        Path secret = Path.of(needed(file, address, config));
        if (!Files.isReadable(secret)) {
            throw new IllegalArgumentException(file.name() + " is " + secret + ", which is no file that can be read");
        }
        try {
            return new Introspection(
                    EgressPolicy.address(address.read(config)),
                    needed(client, address, config),
                    secret,
                    INTROSPECTION_TTL.read(config));
        } catch (EgressException e) {
            throw new IllegalArgumentException(address.name() + " " + e.getMessage(), e);
        }
    }

    private static String needed(Setting<String> setting, Setting<String> because, Config config) {
        String value = setting.read(config);
        if (value.equals(NONE)) {
            throw new IllegalArgumentException(setting.name() + " is not set: " + because.name() + " needs it");
        }
        return value;
    }
}
