package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.memory.entity.MemoryEntity;
import io.insula.memory.entity.MemoryVectorEntity;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;

/** The transactions in which the vectors of one user move to another model, some at a time. */
@Stateless
@Requires(Permission.MEMORY)
public class RenewalTransactions {

    private static final String OTHER_MODEL = " v.userId = :user and v.model <> :model";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    MemoryHold hold;

    /** A memory whose vector is another model's. */
    public record Stale(String id, String content) {}

    /** Some of the memories whose vectors are not of this model. */
    public List<Stale> stale(String model, int most) {
        return entities
                .createQuery(
                        "select m from MemoryEntity m where m.userId = :user and m.id in"
                                + " (select v.memoryId from MemoryVectorEntity v where" + OTHER_MODEL
                                + ") order by m.id",
                        MemoryEntity.class)
                .setParameter("user", binding.person())
                .setParameter("model", model)
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(memory -> new Stale(memory.id(), memory.content()))
                .toList();
    }

    /**
     * Gives memories the meanings of another model. One that was forgotten meanwhile stays so, and one that was renewed
     * meanwhile, perhaps with other words, is left alone.
     *
     * @param byId by the memory's id
     */
    public void renew(Map<String, Meaning> byId, String model) {
        // In the order of all other changes, or two of them could wait for each other.
        hold.take();
        List<MemoryVectorEntity> vectors = entities.createQuery(
                        "select v from MemoryVectorEntity v where v.memoryId in :ids and" + OTHER_MODEL,
                        MemoryVectorEntity.class)
                .setParameter("user", binding.person())
                .setParameter("ids", byId.keySet())
                .setParameter("model", model)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        vectors.forEach(
                vector -> vector.renew(model, byId.get(vector.memoryId()).bytes()));
    }

    /** How many vectors of the user are not of this model. */
    public long left(String model) {
        return entities.createQuery("select count(v) from MemoryVectorEntity v where" + OTHER_MODEL, Long.class)
                .setParameter("user", binding.person())
                .setParameter("model", model)
                .getSingleResult();
    }
}
