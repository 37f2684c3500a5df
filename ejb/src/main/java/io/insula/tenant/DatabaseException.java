package io.insula.tenant;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;

/**
 * The database did not do as it was told. The message says what was tried and the SQL state; never what the database
 * wrote, which may hold values.
 */
@ApplicationException(rollback = true)
public class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    public DatabaseException(String what, SQLException cause) {
        super(what + " (SQL state " + cause.getSQLState() + ")", cause);
        sqlState = cause.getSQLState();
    }

    /** The five letters by which SQL names a kind of failure; null if the driver gave none. */
    public String sqlState() {
        return sqlState;
    }
}
