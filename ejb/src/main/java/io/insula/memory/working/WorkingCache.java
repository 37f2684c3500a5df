package io.insula.memory.working;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.insula.identity.HeldUser;
import io.insula.identity.Keepsakes;
import io.insula.identity.UserErased;
import io.insula.memory.VectorCache;
import io.insula.telemetry.Telemetry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The working memory that this node has at hand, bounded in bytes over all users. The key begins with the tenant; an
 * entry counts only at the revision that the asking transaction has read.
 */
@ApplicationScoped
public class WorkingCache implements Keepsakes {

    private static final Duration IDLE = Duration.ofMinutes(30);

    @Inject
    Telemetry telemetry;

    @Inject
    WorkingConfiguration configuration;

    private Cache<VectorCache.Owner, WorkingSet> sets;

    @PostConstruct
    void open() {
        sets = Caffeine.newBuilder()
                .maximumWeight(configuration.cacheBytes())
                .<VectorCache.Owner, WorkingSet>weigher((owner, held) -> held.bytes())
                .expireAfterAccess(IDLE)
                .recordStats()
                .build();
        telemetry.watch("working-memory", sets);
    }

    Optional<WorkingSet> get(VectorCache.Owner owner) {
        return Optional.ofNullable(sets.getIfPresent(owner));
    }

    /** Keeps what was read; an older reading never takes the place of a newer one. */
    void put(VectorCache.Owner owner, WorkingSet read) {
        sets.asMap().merge(owner, read, (held, other) -> held.revision() > other.revision() ? held : other);
    }

    /** Adds what a committed turn wrote, if what is held is exactly what the turn wrote upon. */
    void write(VectorCache.Owner owner, long upon, List<WorkingSet.Trace> traces, long asOf) {
        sets.asMap().computeIfPresent(owner, (key, held) -> held.revision() == upon ? held.and(traces, asOf) : held);
    }

    /** Notes a use, which makes no revision: other nodes learn of it when they next read. */
    void strengthen(VectorCache.Owner owner, Collection<String> sources, Instant now) {
        sets.asMap().computeIfPresent(owner, (key, held) -> held.used(sources, now));
    }

    @Override
    public Set<HeldUser> users() {
        return sets.asMap().keySet().stream().map(VectorCache.Owner::held).collect(Collectors.toSet());
    }

    /** What an erased user left here goes as soon as the erasure is known. */
    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) UserErased erased) {
        sets.asMap().keySet().removeIf(owner -> owner.isOf(erased));
    }
}
