package io.insula.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Asks a function of the gate, under a scope that can do nothing else. Entering and asking are one round trip. A look-up
 * needs no transaction around it: the driver sends both statements as one, and what is set for a transaction ends with
 * them; a running one stays at the gate until it binds itself to somebody.
 */
@ApplicationScoped
public class GateCall {

    @Inject
    DataSource dataSource;

    /** Fills in what is asked for. */
    @FunctionalInterface
    public interface Question {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Reads what is answered, from before its first row. */
    @FunctionalInterface
    public interface Answer<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** What the statement, which may call functions of the gate alone, says. */
    public <T> T ask(String sql, Question question, Answer<T> answer) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(TenantBinding.ENTER_GATE + "; " + sql)) {
            question.bind(statement);
            statement.execute();
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                return answer.read(rows);
            }
        } catch (SQLException e) {
            throw new DatabaseException("The gate did not answer", e);
        }
    }
}
