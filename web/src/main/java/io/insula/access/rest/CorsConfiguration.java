package io.insula.access.rest;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * Which web pages of other origins may read answers of the API.
 *
 * @param origins as browsers write them, such as {@code https://chat.example.com}
 * @param maxAge how long a browser may remember that it was allowed
 */
@Dependent
public record CorsConfiguration(Set<String> origins, Duration maxAge) {

    private static final String NOBODY = "none";

    /** What browsers send: lower case, nothing behind the port. Neither {@code null} nor {@code *} is an origin. */
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(?::[1-9][0-9]{0,4})?");

    private static final Pattern DEFAULT_PORT = Pattern.compile("http:.*[^:]:80|https:.*[^:]:443");

    static final Setting<String> ORIGINS = Setting.text("insula.http.cors.origins", NOBODY);
    static final Setting<Duration> MAX_AGE =
            Setting.duration("insula.http.cors.max-age", Duration.ZERO, Duration.ofHours(24), Duration.ofMinutes(10));

    public CorsConfiguration {
        origins = Set.copyOf(origins);
        origins.forEach(CorsConfiguration::check);
        MAX_AGE.check(maxAge);
    }

    @Inject
    CorsConfiguration(Config config) {
        this(listed(ORIGINS.read(config)), MAX_AGE.read(config));
    }

    private static Set<String> listed(String setting) {
        return Arrays.stream(setting.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty() && !each.equals(NOBODY))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** An origin that no browser writes so would be allowed and never be met. */
    private static void check(String origin) {
        if (!ORIGIN.matcher(origin).matches() || DEFAULT_PORT.matcher(origin).matches()) {
            throw new IllegalArgumentException(ORIGINS.name() + " holds " + origin
                    + "; an origin is written in full and in lower case, without a path and without the usual port,"
                    + " such as https://chat.example.com or http://localhost:5173");
        }
    }
}
