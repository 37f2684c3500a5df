package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.kernel.PublicId;
import io.insula.memory.entity.MemoryEntity;
import io.insula.memory.entity.MemorySourceEntity;
import io.insula.tenant.TenantBinding;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the memory that already says what is about to be kept, so that a repetition becomes another source of it: of the
 * same user and collection, of one {@link Gist}, and by the same model a cosine of {@value #NEAR} or more. Called under
 * the hold, so that of two equal additions at once the second finds the first.
 */
@ApplicationScoped
class MemoryTwins {

    /** Statements of one gist lie far nearer than this; it keeps apart what a short gist alone would join. */
    static final double NEAR = 0.8;

    /** A memory that is repeated endlessly keeps counting, but not every occasion. */
    private static final int MOST_SOURCES = 100;

    private static final int MOST_TWINS = 20;
    private static final String KEY = "io.insula.memory.kept";
    private static final String TWINS = "select m, v.vector from MemoryEntity m"
            + " join MemoryVectorEntity v on v.memoryId = m.id where m.userId = :user and v.userId = :user and v.model = :model"
            + " and m.gist = :gist and m.collection = :collection and (m.expiresAt is null or m.expiresAt > :now)"
            + " order by m.createdAt";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    MemoryRows rows;

    @Resource
    TransactionSynchronizationRegistry registry;

    /** A memory that says the same as the one that is about to be kept. */
    Optional<MemoryEntity> of(MemoryEntity fresh, Meaning meaning) {
        if (fresh.gist() == null) {
            return Optional.empty();
        }
        MemoryEntity keptNow = keptNow().get(name(fresh));
        if (keptNow != null && agree(keptNow, fresh)) {
            return Optional.of(keptNow);
        }
        List<Object[]> twins = entities.createQuery(TWINS, Object[].class)
                .setParameter("user", binding.person())
                .setParameter("model", meaning.model())
                .setParameter("gist", fresh.gist())
                .setParameter("collection", fresh.collection())
                .setParameter("now", rows.now())
                .setMaxResults(MOST_TWINS)
                // What this transaction has kept so far goes out later, in one packet with the rest.
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList();
        return twins.stream()
                .filter(twin -> meaning.nearness(Meaning.read(meaning.model(), (byte[]) twin[1])) >= NEAR)
                .map(twin -> (MemoryEntity) twin[0])
                .filter(twin -> agree(twin, fresh))
                .findFirst();
    }

    /** Notes a memory that was kept, so that a repetition within the same transaction finds it. */
    void kept(MemoryEntity fresh) {
        if (fresh.gist() != null) {
            keptNow().put(name(fresh), fresh);
        }
    }

    /** Makes what was about to be kept another source of its twin. */
    void join(MemoryEntity twin, MemoryEntity fresh) {
        if (twin.sources() == 1) {
            addSource(twin.id(), twin);
        }
        if (twin.sources() < MOST_SOURCES) {
            addSource(twin.id(), fresh);
        }
        twin.saidAgain(fresh.createdAt(), rows.now());
        Instant later = later(twin.expiresAt(), fresh.expiresAt());
        twin.laid(twin.collection(), later);
    }

    private void addSource(String memory, MemoryEntity from) {
        entities.persist(new MemorySourceEntity(PublicId.next("src"), memory, from));
    }

    /** What the caller gave along must not get lost in somebody else's memory: it must be the same, or nothing. */
    private static boolean agree(MemoryEntity twin, MemoryEntity fresh) {
        boolean nothingGiven = fresh.metadata() == null && fresh.type() == null;
        boolean sameGiven =
                Objects.equals(twin.metadata(), fresh.metadata()) && Objects.equals(twin.type(), fresh.type());
        boolean sameShape = twin.shape().equals(fresh.shape());
        return sameShape && (nothingGiven || sameGiven);
    }

    private static Instant later(Instant left, Instant right) {
        if (left == null || right == null) {
            return null;
        }
        return left.isAfter(right) ? left : right;
    }

    private static String name(MemoryEntity memory) {
        return memory.collection() + ' ' + memory.gist();
    }

    private Map<String, MemoryEntity> keptNow() {
        Kept kept = (Kept) registry.getResource(KEY);
        if (kept == null) {
            kept = new Kept(new HashMap<>());
            registry.putResource(KEY, kept);
        }
        return kept.byName();
    }

    /** What this transaction has kept so far. */
    private record Kept(Map<String, MemoryEntity> byName) {}
}
