package io.insula.tenant;

import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.eclipse.persistence.sessions.JNDIConnector;
import org.eclipse.persistence.sessions.server.ServerSession;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * The server's data source, as a JPA provider finds it. Each server brings one provider, and the classes of the other are not
 * there: they stand apart, so that none is looked for in vain.
 */
final class ProviderSource {

    /** A setting that Hibernate alone knows of. */
    private static final String HIBERNATES = "hibernate.connection.datasource";

    private ProviderSource() {}

    /** The data source that is called so, as the provider finds it. */
    static DataSource of(String name, EntityManagerFactory factory) {
        return factory.getProperties().containsKey(HIBERNATES) ? Hibernate.of(factory) : EclipseLink.of(name, factory);
    }

    private static final class EclipseLink {

        /** Its own was looked up for it alone; beans are given one that was not. The first connection looks it up. */
        private static DataSource of(String name, EntityManagerFactory factory) {
            JNDIConnector connector = new JNDIConnector(name);
            try {
                connector
                        .connect(new Properties(), factory.unwrap(ServerSession.class))
                        .close();
            } catch (SQLException e) {
                throw new DatabaseException("The server's data source gives no connection", e);
            }
            return connector.getDataSource();
        }
    }

    private static final class Hibernate {

        private static DataSource of(EntityManagerFactory factory) {
            return factory.unwrap(SessionFactoryImplementor.class)
                    .getServiceRegistry()
                    .requireService(ConnectionProvider.class)
                    .unwrap(DataSource.class);
        }
    }
}
