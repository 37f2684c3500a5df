package io.insula.tenant.entity;

import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.JNDIConnector;
import org.eclipse.persistence.sessions.Login;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.eclipse.persistence.sessions.server.ConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * How EclipseLink goes about connections. A statement that fails, fails at once: it would take the aborted transaction for
 * a lost connection and hold the request for half a minute, trying again on connections that are bound to nobody. And where
 * the server has a data source, they are of that instead of the unit's own.
 */
public class EclipseLinkSession implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        DatabaseLogin login = (DatabaseLogin) session.getDatasourceLogin();
        login.setConnectionHealthValidatedOnError(false);
        login.setQueryRetryAttemptCount(0);
        ServerDataSource.name().ifPresent(name -> replace((ServerSession) session, connector(name)));
    }

    /**
     * What is written when a transaction ends, is written outside of any bean's call: Payara gives the transaction's
     * connection there only to a data source that was looked up for a persistence manager.
     */
    private static JNDIConnector connector(String name) {
        Properties forPersistence = new Properties();
        forPersistence.setProperty("com.sun.enterprise.connectors.jndisuffix", "__pm");
        try {
            return new JNDIConnector(new InitialContext(forPersistence), name);
        } catch (NamingException e) {
            throw new IllegalStateException("The names of the server cannot be read", e);
        }
    }

    /** Each of the session's pools may have made itself a login of its own. */
    private static void replace(ServerSession session, JNDIConnector connector) {
        replace(session.getDatasourceLogin(), connector);
        replace(session.getReadConnectionPool().getLogin(), connector);
        for (ConnectionPool pool : session.getConnectionPools().values()) {
            replace(pool.getLogin(), connector);
        }
    }

    private static void replace(Login login, JNDIConnector connector) {
        ((DatabaseLogin) login).setConnector(connector);
    }
}
