package io.insula.memory.working;

import io.insula.formation.RemoteSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leaves a server alone for a while that could not be used, so that turns do not wait for it one after the other. Whoever
 * comes first after that finds out how it is. Says so once each time, which also bounds the log.
 */
@ApplicationScoped
class RemoteRest {

    private static final Logger LOG = System.getLogger(RemoteRest.class.getName());

    private final Map<URI, Instant> resting = new ConcurrentHashMap<>();
    private final Map<URI, Instant> quiet = new ConcurrentHashMap<>();

    @Inject
    RemoteConfiguration configuration;

    @Inject
    Clock clock;

    boolean isResting(RemoteSettings server) {
        Instant until = resting.get(server.url());
        return until != null && clock.instant().isBefore(until);
    }

    /** The server could not be used; if it was not even there or made no sense, it is left alone for a while. */
    void failed(RemoteSettings server, RemoteFailure why) {
        Instant now = clock.instant();
        Instant end = now.plus(configuration.rest());
        if (!why.isRefusal()) {
            resting.put(server.url(), end);
        }
        quiet.compute(server.url(), (url, until) -> {
            if (until != null && now.isBefore(until)) {
                return until;
            }
            LOG.log(
                    Level.WARNING,
                    "{0} does not index working memory for now, which is compared one by one instead: {1}",
                    url,
                    why.getMessage());
            return end;
        });
    }
}
