package io.insula.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.insula.formation.FormationFollower;
import io.insula.kernel.PlatformException;
import io.insula.tenant.Epochal;
import io.insula.tenant.Epochs;
import io.insula.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * Whether the caller may still act, asked again while something is going on: by each transaction, and by what runs long
 * without one.
 */
@ApplicationScoped
public class Standing {

    /** So long the epochs that one long-running answer has asked for serve the others of its tenant. */
    private static final Duration SHARED_FOR = Duration.ofMillis(250);

    private static final long MOST = 10_000;

    @Inject
    Caller caller;

    @Inject
    ContextResolver resolver;

    @Inject
    Epochal epochs;

    @Inject
    FormationFollower formations;

    @Inject
    ErasureWatch erasures;

    @Inject
    Clock clock;

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
        requireUnexpired();
        caller.begin();
        Resolution resolution = caller.known();
        if (!resolver.isStillGood(resolution.credential())) {
            throw BoundIdentity.unauthorized();
        }
        House house =
                new House(resolution.context().formation(), resolution.context().tenantId());
        Epochs now = recent.get(house);
        formations.follow(house.formation(), now);
        if (now.newerThan(resolution.asOf())) {
            confirm(context -> now);
        }
    }

    /** Refuses a caller whose key or token has run out since the request began. */
    void requireUnexpired() {
        if (caller.known().credential().hasExpired(clock.instant())) {
            throw BoundIdentity.unauthorized();
        }
    }

    /**
     * Makes sure that the caller is still who they were when they were last looked up, for a request that begins without
     * a transaction.
     *
     * @throws PlatformException as {@link #check} does
     */
    public void settle() {
        if (caller.hasBegun()) {
            return;
        }
        TenantContext context = caller.context();
        Epochs now = epochs.now(context.formation(), context.tenantId());
        formations.follow(context.formation(), now);
        if (now.newerThan(caller.known().asOf())) {
            confirm(after -> now);
        }
        caller.begin();
    }

    /**
     * Lets the caller in anew after a newer epoch was seen, or not at all. A request that has done nothing yet may turn
     * out to be another user's of the same tenant: the one who was erased, or lost the identifier, is no longer asking.
     *
     * @param asOf binds to what was resolved, and says which epochs stand
     */
    void confirm(Function<TenantContext, Epochs> asOf) {
        Resolution before = caller.known();
        if (before.context().tenantId() != null) {
            erasures.look(before.context().formation(), before.context().tenantId());
        }
        Resolution after = resolver.anew(before);
        if (after.context().equals(before.context())) {
            resolver.remember(after);
        } else if (caller.hasBegun() && isDeprived(before.context(), after.context())) {
            throw PlatformException.forbidden();
        } else if (caller.hasBegun() || !after.context().isOfHouse(before.context())) {
            throw PlatformException.unavailable(
                    "Who this request speaks for changed while it was served; send it again", Duration.ofSeconds(1));
        }
        Epochs now = asOf.apply(after.context());
        caller.confirmed(now.newerThan(after.asOf()) ? after : after.at(now));
    }

    /** Whether the same user may not do any more what this request was let do: sending it again would not help. */
    private boolean isDeprived(TenantContext before, TenantContext after) {
        return after.isOfHouse(before)
                && Objects.equals(after.userId(), before.userId())
                && caller.hasLost(after.permissions());
    }
}
