package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.embedding.VectorIndex.Entry;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.memory.entity.MemoryRevisionEntity;
import io.insula.search.Terms;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an index is fed with: each method is a transaction, bound to the calling user, and reads his own rows alone. */
@Stateless
@Requires(Permission.MEMORY)
public class IndexTransactions {

    private static final String NEWER = "select m.id, v.revision, v.model, v.vector, m.content"
            + " from MemoryVectorEntity v join MemoryEntity m on m.id = v.memoryId"
            + " where v.userId = :user and m.userId = :user and v.revision > :since and v.revision <= :now order by v.revision";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    /**
     * How things stand with the user's memories.
     *
     * @param revision as of now
     * @param deleted the revision at which the last one went
     * @param vectors how many there are
     */
    public record Standing(long revision, long deleted, long vectors) {}

    /**
     * A part of what came or changed.
     *
     * @param revision up to which it is complete
     */
    public record Part(List<Entry> entries, long revision) {}

    public Standing standing() {
        MemoryRevisionEntity now = entities.find(MemoryRevisionEntity.class, binding.person());
        return now == null ? new Standing(0, 0, 0) : new Standing(now.revision(), now.deletedRevision(), now.vectors());
    }

    /** The next {@code most} memories after {@code since}, none later than {@code now}. */
    public Part newer(long since, long now, int most) {
        List<Object[]> rows = entities.createQuery(NEWER, Object[].class)
                .setParameter("user", binding.person())
                .setParameter("since", since)
                .setParameter("now", now)
                .setMaxResults(most)
                .getResultList();
        long upTo = rows.size() < most ? now : (Long) rows.get(rows.size() - 1)[1];
        return new Part(rows.stream().map(IndexTransactions::entry).toList(), upTo);
    }

    /** The ids of all that lives. */
    public Set<String> living() {
        return new HashSet<>(
                entities.createQuery("select v.memoryId from MemoryVectorEntity v where v.userId = :user", String.class)
                        .setParameter("user", binding.person())
                        .getResultList());
    }

    private static Entry entry(Object[] columns) {
        return new Entry((String) columns[0], Meaning.read((String) columns[2], (byte[]) columns[3]), Terms.of((String)
                columns[4]));
    }
}
