package io.insula.tenant;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The data source, with its connections counted where the application takes them: the same way on every server. A
 * transaction has one connection from the first time that it asks until its end; the providers ask for it after the
 * application, which binds each transaction first.
 */
final class CountedSource implements DataSource {

    private static final String KEY = "io.insula.tenant.counted";

    private final DataSource source;
    private final TransactionSynchronizationRegistry registry;
    private final PoolCounts counts;

    CountedSource(DataSource source, TransactionSynchronizationRegistry registry, PoolCounts counts) {
        this.source = source;
        this.registry = registry;
        this.counts = counts;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
            return untilClosed(counts.take(source::getConnection));
        }
        return untilTheEnd();
    }

    /** The application enters as one role alone. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("Connections are those of the application's role", "0A000");
    }

    private Connection untilTheEnd() throws SQLException {
        if (registry.getResource(KEY) != null) {
            return source.getConnection();
        }
        Connection taken = counts.take(source::getConnection);
        PoolCounts.Use use = counts.use();
        registry.putResource(KEY, use);
        try {
            registry.registerInterposedSynchronization(new Ending(use));
        } catch (IllegalStateException ended) {
            // Nobody will tell when it is given back.
            use.end();
        }
        return taken;
    }

    /** Without a transaction it is given back when it is closed. */
    private Connection untilClosed(Connection taken) {
        PoolCounts.Use use = counts.use();
        Object watched = Proxy.newProxyInstance(
                CountedSource.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        use.end();
                    }
                    try {
                        return method.invoke(taken, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (Connection) watched;
    }

    private record Ending(PoolCounts.Use use) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // The connection is held until after the end.
        }

        @Override
        public void afterCompletion(int status) {
            use.end();
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(CountedSource.class.getPackageName());
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
