package io.insula.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.insula.kernel.PlatformException;
import io.insula.tenant.Epochal;
import io.insula.tenant.Epochs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Whether the caller may still act, asked again while something is going on: by each transaction, and by what runs long
 * without one.
 */
@ApplicationScoped
public class Standing {

    /** So long the epochs that one long-running answer has asked for serve the others of its tenant. */
    private static final Duration SHARED_FOR = Duration.ofMillis(400);

    private static final long MOST = 10_000;

    @Inject
    Caller caller;

    @Inject
    ContextResolver resolver;

    @Inject
    Epochal epochs;

    private final LoadingCache<House, Epochs> recent = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(SHARED_FOR)
            .build(house -> epochs.now(house.formation(), house.tenantId()));

    private record House(String formation, String tenantId) {}

    /**
     * Makes sure that the caller of the running request may still act, without a transaction.
     *
     * @throws PlatformException UNAUTHORIZED or FORBIDDEN if the key, the tenant or the user may not any more
     */
    public void check() {
        Resolution resolution = caller.resolution();
        House house =
                new House(resolution.context().formation(), resolution.context().tenantId());
        Epochs now = recent.get(house);
        if (now.newerThan(resolution.asOf())) {
            confirm(() -> now);
        }
    }

    /** Lets the caller in anew after a newer epoch was seen, or not at all. */
    void confirm(Supplier<Epochs> asOf) {
        Resolution before = caller.resolution();
        Resolution after = resolver.anew(before);
        Epochs now = asOf.get();
        if (!after.context().equals(before.context())) {
            resolver.takeBack(after);
            throw PlatformException.unavailable(
                    "Who this request speaks for changed while it was served; send it again", Duration.ofSeconds(1));
        }
        caller.confirmed(now.newerThan(after.asOf()) ? after.asOf() : now);
    }
}
