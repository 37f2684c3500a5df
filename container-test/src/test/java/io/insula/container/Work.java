package io.insula.container;

import io.insula.tenant.Scope;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.function.Function;

/** A piece of work in a transaction of its own, on the product's entity manager. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Work {

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    /** Bound to a person, as the product binds. */
    public <T> T as(Person person, Function<EntityManager, T> work) {
        binding.bind(Scope.USER, person.context());
        return work.apply(entities);
    }

    /** Bound to nobody. */
    public <T> T unbound(Function<EntityManager, T> work) {
        return work.apply(entities);
    }
}
