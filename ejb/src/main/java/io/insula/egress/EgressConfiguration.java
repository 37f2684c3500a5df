package io.insula.egress;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about what the application may call.
 *
 * @param allow addresses that are not public and may be called all the same, as {@link Allowance} reads them
 * @param connections open at the same time, over all endpoints; one endpoint gets at most half of them
 * @param connectTimeout until a connection stands; as long again for a free place among the connections
 * @param sockets that speak ZeroMQ at the same time, over all endpoints
 */
@Dependent
public record EgressConfiguration(String allow, int connections, Duration connectTimeout, int sockets) {

    static final Setting<String> ALLOW = Setting.text("insula.egress.allow", "none");
    static final Setting<Integer> CONNECTIONS = Setting.number("insula.egress.connections", 2, 10_000, 256);
    static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration(
            "insula.egress.connect-timeout", Duration.ofMillis(100), Duration.ofMinutes(1), Duration.ofSeconds(5));
    static final Setting<Integer> SOCKETS = Setting.number("insula.egress.sockets", 1, 500, 16);

    public EgressConfiguration {
        CONNECTIONS.check(connections);
        CONNECT_TIMEOUT.check(connectTimeout);
        SOCKETS.check(sockets);
    }

    @Inject
    EgressConfiguration(Config config) {
        this(ALLOW.read(config), CONNECTIONS.read(config), CONNECT_TIMEOUT.read(config), SOCKETS.read(config));
    }

    /** The default settings, with this list of what is allowed. */
    public static EgressConfiguration allowing(String allow) {
        return new EgressConfiguration(allow, CONNECTIONS.fallback(), CONNECT_TIMEOUT.fallback(), SOCKETS.fallback());
    }
}
