package io.insula.tenant;

import io.insula.kernel.PlatformException;
import io.insula.tenant.entity.TenantOwned;
import io.insula.tenant.entity.TransactionTenant;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Binds a transaction to one tenant, in both walls at once: the JPA provider's tenant, and the role and settings that
 * PostgreSQL's policies read. Everything it sets ends with the transaction. What was bound is kept with the transaction
 * itself, not with a thread, so that nothing is inherited or left behind.
 */
@ApplicationScoped
public class TenantBinding implements TransactionTenant {

    private static final String KEY = "io.insula.tenant.bound";
    private static final String CONTEXT = "io.insula.tenant.context";
    private static final String TENANT = "io.insula.tenant.id";
    private static final String BIND = "select formation_epoch, tenant_epoch from insula_context.bind(?, ?, ?, ?)";
    /** Ends with the transaction, or where there is none with the statements that are sent together. */
    public static final String ENTER_GATE = "select set_config('role', 'insula_gate', true)";

    @Resource
    TransactionSynchronizationRegistry registry;

    @Inject
    DataSource dataSource;

    @Inject
    ConnectionShares shares;

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    /** Whether there is a transaction that could be bound. */
    public boolean inTransaction() {
        return registry.getTransactionStatus() == Status.STATUS_ACTIVE;
    }

    /**
     * Binds the running transaction. Binding it again to the same is allowed and costs nothing, to anyone else is
     * refused: the persistence context may hold the first one's rows.
     *
     * @return the epochs of the formation and tenant as of now, or null if the transaction was bound before
     */
    public Epochs bind(Scope scope, TenantContext context) {
        return bind(Bound.of(scope, context), context, false);
    }

    /**
     * The same for a call of a service, which takes a place in its tenant's share of connections. What the house keeps
     * of a request beside it (its trail, its answer, its place in a queue) is short, bounded there, and is not held up.
     *
     * @throws PlatformException RATE_LIMITED where the share is used up
     */
    public Epochs admit(Scope scope, TenantContext context) {
        return bind(Bound.of(scope, context), context, true);
    }

    private Epochs bind(Bound wanted, TenantContext context, boolean shared) {
        Bound bound = (Bound) registry.getResource(KEY);
        if (bound == null) {
            if (shared && wanted.tenant() != null) {
                shares.take(wanted.formation(), wanted.tenant());
            }
            registry.putResource(CONTEXT, context);
            return bindNow(wanted);
        }
        if (!bound.equals(wanted)) {
            throw new IllegalStateException("The transaction is bound to another tenant, user or scope");
        }
        return null;
    }

    /** Enters the gate, where a few fixed functions say who stands behind a key or an identifier. */
    public void enterGate() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(ENTER_GATE)) {
            statement.execute();
        } catch (SQLException e) {
            throw new DatabaseException("The gate could not be entered", e);
        }
    }

    /** Leaves the gate for the scope that the transaction was bound to before, and returns the epochs as of now. */
    public Epochs bindAgain() {
        return bindAgain(context());
    }

    /** The same, for another user of the tenant while nothing was read for the first. */
    public Epochs bindAgain(TenantContext context) {
        if (!context.isOfHouse(context())) {
            throw new IllegalStateException("The transaction is bound to another tenant");
        }
        Bound wanted = Bound.of(bound().scope(), context);
        registry.putResource(CONTEXT, context);
        return bindNow(wanted);
    }

    /** The context that the running transaction works for. */
    public TenantContext context() {
        bound();
        return (TenantContext) registry.getResource(CONTEXT);
    }

    private Epochs bindNow(Bound bound) {
        if (bound.tenant() != null) {
            // Hibernate asks for it when the persistence context begins, EclipseLink wants to be told.
            registry.putResource(TENANT, bound.tenant());
            entities.setProperty(TenantOwned.TENANT_PROPERTY, bound.tenant());
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(BIND)) {
            statement.setString(1, bound.scope().role());
            statement.setString(2, bound.formation());
            statement.setString(3, bound.tenant());
            statement.setString(4, bound.person());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                Epochs epochs = new Epochs(result.getLong(1), result.getLong(2));
                registry.putResource(KEY, bound);
                return epochs;
            }
        } catch (SQLException e) {
            throw new DatabaseException("The transaction could not be bound to its tenant", e);
        }
    }

    @Override
    public String formation() {
        return bound().formation();
    }

    @Override
    public String tenant() {
        return bound().tenant();
    }

    @Override
    public String tenantIfBound() {
        return inTransaction() ? (String) registry.getResource(TENANT) : null;
    }

    @Override
    public String person() {
        return bound().person();
    }

    @Override
    public void condemn() {
        if (inTransaction()) {
            registry.setRollbackOnly();
        }
    }

    private Bound bound() {
        Bound bound = (Bound) registry.getResource(KEY);
        if (bound == null) {
            throw new IllegalStateException("The transaction is bound to nobody");
        }
        return bound;
    }
}
