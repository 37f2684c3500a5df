package io.insula.memory.working;

import io.insula.embedding.Meaning;
import io.insula.formation.FormationRegistry;
import io.insula.formation.WorkingSettings;
import io.insula.kernel.PublicId;
import io.insula.memory.VectorCache;
import io.insula.memory.entity.WorkingEntryEntity;
import io.insula.memory.entity.WorkingRevisionEntity;
import io.insula.memory.working.WorkingSet.Near;
import io.insula.memory.working.WorkingSet.Trace;
import io.insula.tenant.TenantBinding;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the bound user stated lately, in whichever session. The rows are the truth; the cache in front of them is written
 * through once a turn has committed, and read only at the revision that the transaction sees, so that a turn on one node
 * is recalled on every other.
 */
@ApplicationScoped
public class WorkingMemory {

    /** The most statements that one question brings back. */
    private static final int NEAREST = 12;

    @Inject
    TenantBinding binding;

    @Inject
    FormationRegistry formations;

    @Inject
    WorkingStore store;

    @Inject
    WorkingCache cache;

    @Inject
    RemoteProposals proposals;

    @Inject
    WorkingConfiguration configuration;

    @Inject
    Clock clock;

    @Resource
    TransactionSynchronizationRegistry transaction;

    /**
     * A statement to keep in mind.
     *
     * @param memoryId the memory that it became, or null where it became none
     * @param words not kept where a memory has them
     */
    public record Statement(String memoryId, String words, Meaning meaning) {}

    /**
     * A statement that came back.
     *
     * @param id {@code mem_…} of the memory that it became, else {@code wrk_…}
     * @param cosine how near its meaning is to what was asked
     */
    public record Recollection(String id, String words, double cosine) {}

    /**
     * What a question brings back, best first. For transactions that have kept nothing yet: the cache must not learn
     * what may be rolled back.
     *
     * @param known memories that the caller has read already, and does not want again
     */
    public List<Recollection> recall(Meaning query, Set<String> known) {
        WorkingRevisionEntity now = store.revision().orElse(null);
        if (now == null || now.entries() == 0) {
            return List.of();
        }
        // What a server outside proposes is a number: the row is the user's own, and it is compared by what it holds.
        WorkingSet set = proposals
                .of(query)
                .flatMap(proposed -> store.traces(proposed, now.entries()))
                .map(traces -> new WorkingSet(now.revision(), traces))
                .orElseGet(() -> at(now.revision(), query.model()));
        List<Near> near = set.nearest(query, NEAREST, decay(), clock.instant()).stream()
                .filter(each -> !known.contains(each.trace().source()))
                .toList();
        Map<String, String> words = store.words(near.stream().map(Near::trace).toList());
        return near.stream()
                .filter(each -> words.containsKey(each.trace().source()))
                .map(each -> new Recollection(
                        each.trace().source(), words.get(each.trace().source()), each.cosine()))
                .toList();
    }

    /**
     * Keeps what was stated in a session, and strengthens what the answer rested on. When the formation's share is full,
     * the weakest make room.
     *
     * @param model of the statements' meanings
     * @param used the sources of the answer
     */
    public void keep(String sessionId, String model, List<Statement> statements, Collection<String> used) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        VectorCache.Owner owner = owner(model);
        if (!used.isEmpty()) {
            store.strengthen(used, now);
            afterCommit(() -> cache.strengthen(owner, used, now));
        }
        if (statements.isEmpty()) {
            return;
        }
        List<Trace> traces = new ArrayList<>();
        for (Statement statement : statements) {
            traces.add(add(sessionId, statement, now));
        }
        WorkingRevisionEntity full = store.revision().orElseThrow();
        WorkingSettings settings = formations.get(binding.formation()).memory().working();
        boolean faded =
                cache.get(owner).filter(held -> held.hasFaded(decay(), now)).isPresent();
        if (faded || full.entries() > configuration.entries() || full.weight() > settings.mostBytes()) {
            store.fit(decay(), now, configuration.entries(), settings.mostBytes());
            return;
        }
        // Revisions rise by one with each row, and the user's row of them is ours until the commit.
        long asOf = full.revision();
        afterCommit(() -> cache.write(owner, asOf - traces.size(), traces, asOf));
    }

    private Trace add(String sessionId, Statement statement, Instant now) {
        Meaning meaning = statement.meaning();
        WorkingEntryEntity entry =
                new WorkingEntryEntity(PublicId.next("wrk"), sessionId, meaning.model(), meaning.bytes(), now);
        if (statement.memoryId() == null) {
            entry.saying(statement.words(), statement.words().getBytes(StandardCharsets.UTF_8).length);
        } else {
            entry.recalling(statement.memoryId());
        }
        store.add(entry);
        return new Trace(entry.id(), entry.memoryId(), 0, now, meaning);
    }

    private void afterCommit(Runnable writing) {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Nothing is known yet.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    writing.run();
                }
            }
        });
    }

    private WorkingSet at(long revision, String model) {
        VectorCache.Owner owner = owner(model);
        return cache.get(owner).filter(held -> held.revision() == revision).orElseGet(() -> {
            // What was committed since the revision was read may be among the rows: it is only known earlier than due.
            WorkingSet read = new WorkingSet(revision, store.traces(model));
            cache.put(owner, read);
            return read;
        });
    }

    private Decay decay() {
        return new Decay(configuration.halfLife());
    }

    private VectorCache.Owner owner(String model) {
        return new VectorCache.Owner(binding.tenant(), binding.formation(), binding.person(), model);
    }
}
