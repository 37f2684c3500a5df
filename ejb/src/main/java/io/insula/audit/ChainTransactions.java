package io.insula.audit;

import io.insula.tenant.DatabaseException;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Short transactions, each bound to the one chain that it reads or seals. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ChainTransactions {

    @Inject
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    /** What is done in one transaction. */
    @FunctionalInterface
    public interface Step<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Does one step on a chain. */
    public <T> T in(Chain chain, Step<T> step) {
        binding.bind(chain.scope(), chain.context());
        try (Connection connection = dataSource.getConnection()) {
            return step.with(connection);
        } catch (SQLException e) {
            throw new DatabaseException("The trail could not be read or sealed", e);
        }
    }
}
