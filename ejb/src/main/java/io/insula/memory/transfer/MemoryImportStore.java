package io.insula.memory.transfer;

import io.insula.embedding.Meaning;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.memory.MemoryStore;
import io.insula.memory.entity.MemoryImportEntity;
import io.insula.memory.entity.MemoryImportPartEntity;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The imports of the user to whom the running transaction is bound. */
@ApplicationScoped
public class MemoryImportStore {

    /** Longer than this nothing is received: whoever sent it has gone. */
    private static final Duration LONGEST_RECEPTION = Duration.ofHours(1);

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    MemoryStore memories;

    @Inject
    Clock clock;

    /**
     * Some lines that are still to be remembered.
     *
     * @param id {@code prt_…}
     */
    public record Part(String id, List<ImportLine> lines) {}

    String begin() {
        entities.createQuery("delete from MemoryImportEntity i where i.userId = :user and i.state = 'receiving'"
                        + " and i.createdAt < :gone")
                .setParameter("user", binding.person())
                .setParameter("gone", now().minus(LONGEST_RECEPTION))
                .executeUpdate();
        MemoryImportEntity begun = new MemoryImportEntity(PublicId.next("imp"), now());
        entities.persist(begun);
        return begun.id();
    }

    void receive(String id, int number, List<ImportLine> lines) {
        String written = lines.stream().map(ImportLine::written).collect(Collectors.joining("\n"));
        entities.persist(new MemoryImportPartEntity(PublicId.next("prt"), id, number, written));
    }

    void queue(String id, int lines) {
        find(id).queue(lines);
    }

    void drop(String id) {
        entities.remove(find(id));
    }

    MemoryImportEntity find(String id) {
        MemoryImportEntity found = PublicId.isSearchable(id) ? entities.find(MemoryImportEntity.class, id) : null;
        if (found == null) {
            throw PlatformException.notFound("Import");
        }
        return found;
    }

    /** What is to be remembered next. */
    Optional<Part> next(String id) {
        return entities.createQuery(
                        "select p from MemoryImportPartEntity p where p.userId = :user and p.importId = :import"
                                + " order by p.number",
                        MemoryImportPartEntity.class)
                .setParameter("user", binding.person())
                .setParameter("import", id)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(part -> new Part(
                        part.id(), part.lines().lines().map(ImportLine::read).toList()));
    }

    /** Remembers a part, unless another attempt has done so. */
    void remember(String id, Part part, List<Meaning> meanings) {
        MemoryImportEntity running = entities.find(MemoryImportEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (running == null || !running.isQueued() || remove("p.id = :key", part.id()) == 0) {
            return;
        }
        for (int i = 0; i < meanings.size(); i++) {
            ImportLine line = part.lines().get(i);
            memories.keep(line.memory(), line.createdAt(), meanings.get(i));
        }
        running.remembered(meanings.size(), now());
    }

    /** Gives up what is left. */
    void fail(String id, String code) {
        MemoryImportEntity running = entities.find(MemoryImportEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (running != null && running.isQueued()) {
            running.fail(code, now());
            remove("p.importId = :key", id);
        }
    }

    private int remove(String which, String key) {
        return entities.createQuery("delete from MemoryImportPartEntity p where p.userId = :user and " + which)
                .setParameter("user", binding.person())
                .setParameter("key", key)
                .executeUpdate();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
