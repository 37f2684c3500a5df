package io.insula.tenant;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A connection for pools that keep what they were given, broken or not: between two transactions, and only there, one that
 * broke is replaced by a new one. Within a transaction it stays broken, so that nothing of a transaction is done without the
 * rest of it.
 */
final class LastingConnection implements InvocationHandler {

    private static final long REST = Duration.ofSeconds(2).toNanos();
    private static final int PATIENCE_SECONDS = 5;

    /** Makes a connection to the database. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    private final Opening opening;
    private final LongSupplier clock;
    private Connection current;
    private boolean autoCommit = true;
    private int isolation = Connection.TRANSACTION_NONE;
    private boolean inTransaction;
    private boolean closed;
    private long used;

    private LastingConnection(Opening opening, LongSupplier clock) throws SQLException {
        this.opening = opening;
        this.clock = clock;
        current = opening.open();
        used = clock.getAsLong();
    }

    /** Opens one that lasts until it is closed. */
    static Connection open(Opening opening) throws SQLException {
        return open(opening, System::nanoTime);
    }

    static Connection open(Opening opening, LongSupplier clock) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                LastingConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new LastingConnection(opening, clock));
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "isClosed" -> closed;
            case "close", "abort" -> {
                closed = true;
                yield pass(method, arguments);
            }
            case "getAutoCommit" -> autoCommit;
            case "setAutoCommit" -> setAutoCommit(method, arguments);
            case "setTransactionIsolation" -> {
                isolation = (int) arguments[0];
                yield use(method, arguments);
            }
            // Both end a transaction. With a savepoint, it goes on.
            case "commit", "rollback" -> arguments == null ? end(method) : pass(method, arguments);
            default -> use(method, arguments);
        };
    }

    private Object use(Method method, Object[] arguments) throws Throwable {
        renewIfBroken();
        inTransaction = !autoCommit;
        return pass(method, arguments);
    }

    /** Between transactions it is remembered only: the pool may believe in it whether it succeeds or fails, so it never fails. */
    private Object setAutoCommit(Method method, Object[] arguments) throws Throwable {
        boolean wanted = (boolean) arguments[0];
        if (inTransaction && wanted) {
            pass(method, arguments);
            inTransaction = false;
        }
        autoCommit = wanted;
        return null;
    }

    private Object end(Method method) throws Throwable {
        if (!inTransaction) {
            return null;
        }
        inTransaction = false;
        return pass(method, null);
    }

    private Object pass(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(current, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            used = clock.getAsLong();
        }
    }

    private void renewIfBroken() throws SQLException {
        if (inTransaction || closed) {
            return;
        }
        if (isBroken()) {
            current.close();
            current = opening.open();
            if (isolation != Connection.TRANSACTION_NONE) {
                current.setTransactionIsolation(isolation);
            }
        }
        if (current.getAutoCommit() != autoCommit) {
            current.setAutoCommit(autoCommit);
        }
    }

    /** One that has just answered is not asked again, which would cost a round trip. */
    private boolean isBroken() throws SQLException {
        return current.isClosed() || (clock.getAsLong() - used > REST && !current.isValid(PATIENCE_SECONDS));
    }
}
