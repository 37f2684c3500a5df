package io.insula.memory;

import io.insula.tenant.DatabaseException;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Lets the changes to one user's memories follow each other. What is read behind the hold nobody changes before the
 * transaction ends, on any node. It speaks SQL because the first hold makes the row that is held, and JPQL cannot
 * insert what somebody else may be inserting.
 */
@ApplicationScoped
public class MemoryHold {

    private static final String KEY = "io.insula.memory.hold";
    private static final String HOLD = "select expiring, values_kept from insula.hold_memories()";

    @Resource
    TransactionSynchronizationRegistry registry;

    @Inject
    DataSource dataSource;

    /**
     * What stood in the books when the hold was taken.
     *
     * @param expiring whether any collection lets its memories expire
     * @param valuesKept how many values under keys the user has
     */
    public record Held(boolean expiring, int valuesKept) {}

    /** Holds the memories of the user to whom the running transaction is bound; waits for whoever holds them. */
    public Held take() {
        Held held = (Held) registry.getResource(KEY);
        if (held != null) {
            return held;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(HOLD);
                ResultSet books = statement.executeQuery()) {
            books.next();
            Held taken = new Held(books.getBoolean(1), books.getInt(2));
            registry.putResource(KEY, taken);
            return taken;
        } catch (SQLException e) {
            throw new DatabaseException("The memories of a user could not be held", e);
        }
    }
}
