package io.insula.container;

import io.insula.tenant.Scope;
import io.insula.tenant.TenantBinding;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;

/** Transactions whose end is in the test's own hand. */
@Stateless
@TransactionManagement(TransactionManagementType.BEAN)
public class Endings {

    /** A step in the middle; it is told which process of the database serves the transaction. */
    @FunctionalInterface
    public interface Step {
        void take(int process, EntityManager entities);
    }

    /** The last step of a transaction. */
    @FunctionalInterface
    public interface Ending {
        void end(UserTransaction transaction) throws Exception;
    }

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Resource
    UserTransaction transaction;

    /**
     * Begins a transaction, binds it, reads and writes in it, does something more and ends it.
     *
     * @param seconds after which the transaction times out; 0 for the server's own limit
     */
    public void of(Person person, int seconds, Step more, Ending ending) throws Exception {
        try {
            begin(seconds);
            binding.bind(Scope.USER, person.context());
            Queries.updateAll(entities);
            Object process =
                    Queries.nativeQuery(entities, "select pg_backend_pid()").getSingleResult();
            more.take((Integer) process, entities);
            ending.end(transaction);
        } finally {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
            transaction.setTransactionTimeout(0);
        }
    }

    private void begin(int seconds) throws SystemException, NotSupportedException {
        transaction.setTransactionTimeout(seconds);
        transaction.begin();
    }
}
