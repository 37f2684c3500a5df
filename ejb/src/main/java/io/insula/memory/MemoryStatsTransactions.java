package io.insula.memory;

import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.memory.MemoryStats.OfCollection;
import io.insula.memory.MemoryStats.OfModel;
import io.insula.memory.MemoryStats.Renewal;
import io.insula.memory.entity.MemoryRevisionEntity;
import io.insula.tenant.TenantBinding;
import io.insula.work.WorkQueue;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The transaction in which it is counted what is remembered about one user. */
@Stateless
@Requires(Permission.MEMORY)
public class MemoryStatsTransactions {

    private static final String COLLECTIONS = "select m.collection, count(m), sum(function('octet_length', m.content)),"
            + " min(m.createdAt), max(m.createdAt) from MemoryEntity m where m.userId = :user"
            + " and (m.expiresAt is null or m.expiresAt > :now) group by m.collection order by m.collection";
    private static final String MODELS = "select v.model, count(v), sum(v.dimension) from MemoryVectorEntity v"
            + " where v.userId = :user group by v.model order by v.model";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    MemoryRows rows;

    @Inject
    WorkQueue queue;

    /** How much there is, as of now, where the formation has this model. */
    public MemoryStats stats(String model) {
        List<OfCollection> collections = collections();
        List<OfModel> models = models();
        MemoryRevisionEntity books = entities.find(MemoryRevisionEntity.class, binding.person());
        return new MemoryStats(
                collections.stream().mapToLong(OfCollection::memories).sum(),
                collections.stream().mapToLong(OfCollection::bytes).sum(),
                collections.stream()
                        .map(OfCollection::oldest)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                collections.stream()
                        .map(OfCollection::newest)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                books == null ? 0 : books.valuesKept(),
                collections,
                models,
                renewal(model, models));
    }

    private Renewal renewal(String model, List<OfModel> models) {
        long all = models.stream().mapToLong(OfModel::vectors).sum();
        long renewed = models.stream()
                .filter(each -> each.model().equals(model))
                .mapToLong(OfModel::vectors)
                .sum();
        return new Renewal(model, renewed, all - renewed, all > renewed && queue.isOpen(VectorRenewal.KIND));
    }

    private List<OfCollection> collections() {
        return entities.createQuery(COLLECTIONS, Object[].class)
                .setParameter("user", binding.person())
                .setParameter("now", rows.now())
                .getResultStream()
                .map(row -> new OfCollection(
                        (String) row[0],
                        ((Number) row[1]).longValue(),
                        ((Number) row[2]).longValue(),
                        MemoryRows.instant(row[3]),
                        MemoryRows.instant(row[4])))
                .toList();
    }

    private List<OfModel> models() {
        return entities.createQuery(MODELS, Object[].class)
                .setParameter("user", binding.person())
                .getResultStream()
                .map(row -> new OfModel(
                        (String) row[0], ((Number) row[1]).longValue(), Float.BYTES * ((Number) row[2]).longValue()))
                .toList();
    }
}
