package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.embedding.Meanings;
import io.insula.formation.FormationRegistry;
import io.insula.kernel.FieldFault;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.tenant.CurrentTenant;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/**
 * What the platform remembers about the calling user: added, listed, read, searched by meaning and forgotten. Texts are
 * turned into vectors before a transaction begins, so that no connection waits for the model; what needs no vector is a
 * transaction here, which saves a bean on the way.
 */
@Stateless
@Requires(Permission.MEMORY)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MemoryService {

    /** The most memories that one search returns. */
    public static final int MAX_HITS = 100;

    @Inject
    CurrentTenant current;

    @Inject
    FormationRegistry formations;

    @Inject
    Meanings meanings;

    @Inject
    MemoryTransactions transactions;

    @Inject
    MemoryStore store;

    /**
     * Remembers something.
     *
     * @throws PlatformException INVALID_PARAMS if the content is longer than the formation's
     *     {@code input_limits.max_memory_entry_size} characters
     */
    public Memory add(NewMemory memory) {
        int longest =
                formations.get(current.context().formation()).inputLimits().maxMemoryEntrySize();
        if (memory.content().codePointCount(0, memory.content().length()) > longest) {
            throw invalid(memory.shape(), "must be at most " + longest + " characters", "too_long");
        }
        if (memory.metadata() != null && memory.metadata().toString().length() > longest) {
            throw invalid("metadata", "must be at most " + longest + " characters as JSON", "too_long");
        }
        return transactions.keep(memory, meaning(memory.content()));
    }

    /** The memories, newest first. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Page<Memory> list(PageRequest page) {
        return store.list(page);
    }

    /** One memory. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Memory get(String id) {
        return store.get(id);
    }

    /** Forgets one memory for good. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void delete(String id) {
        store.delete(id);
    }

    /**
     * The memories nearest in meaning to a query, best first, by an exact search over all of the user's memories.
     *
     * @param limit 1 to {@value #MAX_HITS}
     * @param minScore the least cosine, -1 to 1; null for any
     */
    public List<MemoryHit> search(String query, int limit, Double minScore) {
        if (limit < 1 || limit > MAX_HITS) {
            throw invalid("limit", "must be between 1 and " + MAX_HITS, "out_of_range");
        }
        double minimum = minScore == null ? -1 : minScore;
        if (!(minimum >= -1 && minimum <= 1)) {
            throw invalid("min_score", "must be between -1 and 1", "out_of_range");
        }
        return transactions.search(meaning(query), limit, minimum);
    }

    private Meaning meaning(String text) {
        return meanings.of(formations.get(current.context().formation()), text);
    }

    private static PlatformException invalid(String field, String message, String type) {
        return PlatformException.invalidParams(List.of(new FieldFault(field, message, type)));
    }
}
