package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.embedding.Meanings;
import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.idempotency.CurrentReservation;
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
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the platform remembers about the calling user: added, changed, listed, read, searched and forgotten. Texts are
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
    MemoryIndex index;

    @Inject
    MemoryTransactions transactions;

    @Inject
    CurrentReservation reservation;

    @Inject
    MemoryStore store;

    /**
     * Remembers something, or finds what an earlier attempt at the same request has remembered.
     *
     * @throws PlatformException INVALID_PARAMS if the content is longer than the formation's
     *     {@code input_limits.max_memory_entry_size} characters; RESOURCE_NOT_FOUND if what was remembered is gone again
     */
    public Memory add(NewMemory memory) {
        Optional<String> kept = reservation.doneBefore();
        if (kept.isPresent()) {
            return transactions.kept(kept.get());
        }
        checkLengths(memory.shape(), memory.content(), memory.metadata());
        return transactions.keep(memory, meaning(memory.content()));
    }

    /**
     * Changes a memory; other words get a vector of their own.
     *
     * @throws PlatformException CONFLICT if the memory has another version than the caller has read; INVALID_PARAMS as
     *     for {@link #add}
     */
    public Memory change(String id, MemoryChange change) {
        checkLengths(
                change.shape(),
                change.content(),
                change.metadata() == null ? null : change.metadata().value());
        return transactions.change(id, change, change.content() == null ? null : meaning(change.content()));
    }

    private void checkLengths(String shape, String content, JsonObject metadata) {
        int longest =
                formations.get(current.context().formation()).inputLimits().maxMemoryEntrySize();
        if (content != null && content.codePointCount(0, content.length()) > longest) {
            throw invalid(shape, "must be at most " + longest + " characters", "too_long");
        }
        if (metadata != null && metadata.toString().length() > longest) {
            throw invalid("metadata", "must be at most " + longest + " characters as JSON", "too_long");
        }
    }

    /** The memories that are meant, newest first. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Page<Memory> list(MemoryFilter filter, PageRequest page) {
        return store.list(filter, page);
    }

    /** Some of the memories that were kept until then, oldest first, from behind {@code after} on; null for the first. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public List<Memory> export(PageRequest.Cursor after, Instant until, int limit) {
        return store.export(after, until, limit);
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
     * The memories that answer a query best among those that are meant, best first. Every memory is
     * compared, unless there are so many that an index proposes.
     *
     * @throws PlatformException INVALID_PARAMS for a limit outside 1 to {@value #MAX_HITS} or a minimum outside -1 to 1
     */
    public List<MemoryHit> search(MemoryQuery query) {
        if (query.limit() < 1 || query.limit() > MAX_HITS) {
            throw invalid("limit", "must be between 1 and " + MAX_HITS, "out_of_range");
        }
        if (query.minimum() != null && !(query.minimum() >= -1 && query.minimum() <= 1)) {
            throw invalid("min_score", "must be between -1 and 1", "out_of_range");
        }
        Formation formation = formations.get(current.context().formation());
        Meaning meaning = query.mode() == MemoryQuery.Mode.KEYWORD ? null : meanings.of(formation, query.text());
        if (meaning != null && query.filter().equals(MemoryFilter.NONE)) {
            // An index knows nothing of filters: what it proposes could all be filtered away.
            index.prepare(meaning, query.text(), query.limit());
        }
        return transactions.search(query, meanings.model(formation), meaning);
    }

    private Meaning meaning(String text) {
        return meanings.of(formations.get(current.context().formation()), text);
    }

    private static PlatformException invalid(String field, String message, String type) {
        return PlatformException.invalidParams(List.of(new FieldFault(field, message, type)));
    }
}
