package io.insula.bench;

import io.insula.kernel.PlatformException;
import io.insula.memory.Memory;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Stands where the memory service stands: a bean with a transaction, but without walls. */
@Stateless
public class OpenMemoryService {

    @PersistenceContext(unitName = "bench")
    EntityManager entities;

    public Memory get(String id) {
        OpenMemoryEntity found = entities.find(OpenMemoryEntity.class, id);
        if (found == null) {
            throw PlatformException.notFound("Memory");
        }
        return found.memory();
    }
}
