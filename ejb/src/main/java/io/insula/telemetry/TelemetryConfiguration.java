package io.insula.telemetry;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about traces and metrics.
 *
 * @param endpoint of a collector that speaks OTLP over HTTP, without {@code /v1/…}; {@value #NONE} sends nothing
 * @param headersFile with what a collector is told beside, such as a credential; {@value #NONE} for nothing
 * @param service the name under which the collector knows this house
 * @param tenants that are told apart by name; all further ones count as one
 * @param percent of the requests that bring no trace of their own and are traced
 * @param perSecond traces that begin here or go on here, however many callers wish it
 * @param queue spans that wait to be sent; further ones are dropped
 * @param interval between two sendings
 */
@Dependent
public record TelemetryConfiguration(
        String endpoint,
        String headersFile,
        String service,
        int tenants,
        int percent,
        int perSecond,
        int queue,
        Duration interval) {

    static final String NONE = "none";

    static final Setting<String> ENDPOINT = Setting.text("insula.telemetry.endpoint", NONE);
    static final Setting<String> HEADERS_FILE = Setting.text("insula.telemetry.headers-file", NONE);
    static final Setting<String> SERVICE = Setting.text("insula.telemetry.service", "insula");
    static final Setting<Integer> TENANTS = Setting.number("insula.telemetry.tenants", 0, 1_000, 100);
    static final Setting<Integer> PERCENT = Setting.number("insula.telemetry.traces-percent", 0, 100, 10);
    static final Setting<Integer> PER_SECOND = Setting.number("insula.telemetry.traces-per-second", 0, 10_000, 50);
    static final Setting<Integer> QUEUE = Setting.number("insula.telemetry.queue", 64, 65_536, 2_048);
    static final Setting<Duration> INTERVAL = Setting.duration(
            "insula.telemetry.interval", Duration.ofMillis(200), Duration.ofMinutes(10), Duration.ofSeconds(30));

    public TelemetryConfiguration {
        TENANTS.check(tenants);
        PERCENT.check(percent);
        PER_SECOND.check(perSecond);
        QUEUE.check(queue);
        INTERVAL.check(interval);
        if (!endpoint.equals(NONE) && !isAddress(endpoint)) {
            throw new IllegalArgumentException(
                    ENDPOINT.name() + " is no address of a collector; it must be none or like http://127.0.0.1:4318");
        }
    }

    @Inject
    TelemetryConfiguration(Config config) {
        this(
                ENDPOINT.read(config),
                HEADERS_FILE.read(config),
                SERVICE.read(config),
                TENANTS.read(config),
                PERCENT.read(config),
                PER_SECOND.read(config),
                QUEUE.read(config),
                INTERVAL.read(config));
    }

    /** The default settings, by which nothing is sent. */
    static TelemetryConfiguration defaults() {
        return new TelemetryConfiguration(
                ENDPOINT.fallback(),
                HEADERS_FILE.fallback(),
                SERVICE.fallback(),
                TENANTS.fallback(),
                PERCENT.fallback(),
                PER_SECOND.fallback(),
                QUEUE.fallback(),
                INTERVAL.fallback());
    }

    boolean sends() {
        return !endpoint.equals(NONE);
    }

    /** What the collector is told with each sending. */
    Supplier<Map<String, String>> headers() {
        return headersFile.equals(NONE) ? Map::of : new CollectorHeaders(Path.of(headersFile));
    }

    /** Where one kind of signal goes. */
    String address(String signal) {
        return endpoint.replaceAll("/+$", "") + "/v1/" + signal;
    }

    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text);
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            return web && address.getHost() != null && address.getUserInfo() == null && address.getQuery() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
