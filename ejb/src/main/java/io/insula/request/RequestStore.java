package io.insula.request;

import io.insula.chat.NewMessage;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.request.entity.RequestEntity;
import io.insula.request.entity.RequestEventEntity;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The requests of the user to whom the running transaction is bound. */
@ApplicationScoped
class RequestStore {

    private static final String NAMED = "select r from RequestEntity r where r.userId = :user and r.name = :name";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    RequestConfiguration configuration;

    @Inject
    Clock clock;

    /** Makes the request, and takes the chance to remove what ended long ago. */
    RequestEntity create(String id, String name, String sessionId) {
        entities.createQuery("delete from RequestEntity r where r.userId = :user and r.finishedAt < :before")
                .setParameter("user", binding.person())
                .setParameter("before", now().minus(configuration.keep()))
                .executeUpdate();
        RequestEntity request = new RequestEntity(id, name, sessionId, now());
        entities.persist(request);
        return request;
    }

    Optional<RequestEntity> find(String id) {
        return Optional.ofNullable(PublicId.isSearchable(id) ? entities.find(RequestEntity.class, id) : null);
    }

    /** The request that its client calls so. */
    Optional<RequestEntity> named(String name) {
        return entities.createQuery(NAMED, RequestEntity.class)
                .setParameter("user", binding.person())
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** The request of that id, or else of that name. */
    RequestEntity get(String idOrName) {
        return find(idOrName)
                .or(() -> NewMessage.isName(idOrName) ? named(idOrName) : Optional.empty())
                .orElseThrow(() -> PlatformException.notFound("Request"));
    }

    /** The request, held until the transaction ends: it ends only once. */
    RequestEntity held(String id) {
        RequestEntity request = PublicId.isSearchable(id)
                ? entities.find(RequestEntity.class, id, LockModeType.PESSIMISTIC_WRITE)
                : null;
        if (request == null) {
            throw PlatformException.notFound("Request");
        }
        return request;
    }

    /** Writes down the state that the request has come to. */
    void tell(RequestEntity request) {
        entities.persist(new RequestEventEntity(
                PublicId.next("evt"), request.id(), request.sessionId(), "request." + request.status(), now()));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
