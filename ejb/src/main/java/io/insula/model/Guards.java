package io.insula.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.insula.formation.ModelEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;

/**
 * A guard for each endpoint of each formation, so that what one formation's provider does stays with that formation. They
 * are bounded in number; one that was not asked for an hour begins anew.
 */
@ApplicationScoped
public class Guards {

    private static final int MOST = 10_000;

    private final Cache<Endpoint, Guard> guards = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(Duration.ofHours(1))
            .build();
    private final ModelConfiguration configuration;

    /** With the default settings; also what the container's proxy is made with. */
    public Guards() {
        this(ModelConfiguration.defaults());
    }

    @Inject
    Guards(ModelConfiguration configuration) {
        this.configuration = configuration;
    }

    private record Endpoint(String formation, URI base, String model) {}

    Guard of(String formation, ModelEndpoint endpoint) {
        return guards.get(
                new Endpoint(formation, endpoint.base(), endpoint.name()), absent -> new Guard(configuration));
    }
}
