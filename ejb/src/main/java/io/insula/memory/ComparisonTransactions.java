package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.kernel.Change;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.memory.entity.MemoryEntity;
import io.insula.search.Verdict;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The transactions in which statements are compared with earlier ones of the same user; between them somebody decides. */
@Stateless
@Requires(Permission.MEMORY)
public class ComparisonTransactions {

    /** From this cosine on two statements may be about one thing; how many pairs that finds stands in docs/chat.md. */
    static final double ALIKE = 0.35;

    private static final int MOST_EARLIER = 4;
    /** What was said later, or was decided already, stands among the nearest, too. */
    private static final int LOOKED_AT = 12;

    private static final String MEASURED = "select m, v.vector from MemoryEntity m"
            + " join MemoryVectorEntity v on v.memoryId = m.id where m.userId = :user and v.userId = :user and v.model = :model and m.id in :ids"
            + " order by m.createdAt, m.id";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    MemorySearch search;

    @Inject
    MemoryRows rows;

    @Inject
    MemoryHold hold;

    @Inject
    Event<Change> changes;

    /** A memory with what it means. */
    public record Measured(Memory memory, Meaning meaning) {}

    /** Those of these memories that live and have a vector of this model. */
    public List<Measured> measured(Collection<String> ids, String model) {
        return entities.createQuery(MEASURED, Object[].class)
                .setParameter("user", binding.person())
                .setParameter("model", model)
                .setParameter("ids", ids)
                .getResultStream()
                .map(row -> new Measured(Memory.of((MemoryEntity) row[0]), Meaning.read(model, (byte[]) row[1])))
                .filter(each -> each.memory().expiresAt() == null
                        || each.memory().expiresAt().isAfter(rows.now()))
                .toList();
    }

    /** What the user had stated before that is alike and not decided yet, the nearest first. */
    public List<Comparison> open(Measured statement) {
        Memory newer = statement.memory();
        return search.nearest(statement.meaning(), LOOKED_AT, ALIKE).hits().stream()
                .map(MemoryHit::memory)
                .filter(each -> !each.id().equals(newer.id()) && each.saidAt().isBefore(newer.saidAt()))
                .filter(each -> newer.verdicts().of(each) == Verdict.OPEN)
                .limit(MOST_EARLIER)
                .map(each -> new Comparison(newer, each, Verdict.OPEN))
                .toList();
    }

    /** Writes down what was decided, with each newer memory that still says what it said. */
    public void settle(List<Comparison> decided) {
        hold.take();
        Map<Memory, Map<Memory, Verdict>> byNewer = new HashMap<>();
        decided.forEach(each ->
                byNewer.computeIfAbsent(each.newer(), key -> new HashMap<>()).put(each.older(), each.verdict()));
        byNewer.forEach(this::settle);
    }

    private void settle(Memory newer, Map<Memory, Verdict> verdicts) {
        MemoryEntity kept = entities.find(MemoryEntity.class, newer.id());
        if (kept == null || !kept.content().equals(newer.content())) {
            return;
        }
        kept.judged(Verdicts.read(kept.verdicts()).and(verdicts).written());
        changes.fire(new Change("memory.compare", "memory", newer.id()));
    }
}
