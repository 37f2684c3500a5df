package io.insula.tenant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The connections of the application role, for servers that define no data source of their own. Where they lead is read
 * from configuration; the password only ever from a file.
 */
public class InsulaDataSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    /** WildFly can not be told to ask the connections of an application's pool before use, nor to throw broken ones away. */
    private static final boolean POOL_KEEPS_BROKEN = System.getProperty("jboss.home.dir") != null;

    private final boolean unused;
    private final String passwordFile;

    /** Reads where the database is; the container may set further properties after. */
    public InsulaDataSource() {
        // Pools make connections on threads that belong to no application: the loader must be named.
        DatabaseConfiguration configuration =
                new DatabaseConfiguration(ConfigProvider.getConfig(InsulaDataSource.class.getClassLoader()));
        unused = configuration.isServers();
        passwordFile = configuration.passwordFile();
        if (!unused) {
            setUrl(configuration.url());
        }
        setUser(configuration.user());
        setConnectTimeout(5);
        setLoginTimeout(10);
        // Longer than any statement may take: a database that no longer answers must not hold a request for ever.
        setSocketTimeout(40);
        setTcpKeepAlive(true);
        setReWriteBatchedInserts(false);
        // Details of an error quote the values that caused it, and messages end up in logs.
        setLogServerErrorDetail(false);
    }

    /**
     * Some containers ask with empty names; the role is always the configured one. The driver is named because the JVM's
     * register of drivers would hand out whichever came first, such as the launcher's own copy.
     */
    @Override
    public Connection getConnection() throws SQLException {
        if (unused) {
            throw new SQLException("The server's data source is in use, this one leads nowhere", "08001");
        }
        return POOL_KEEPS_BROKEN ? LastingConnection.open(this::connect) : connect();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private Connection connect() throws SQLException {
        Properties credentials = new Properties();
        credentials.setProperty("user", getUser());
        credentials.setProperty("password", password());
        return new Driver().connect(getUrl(), credentials);
    }

    /** Read anew for each connection, so that a changed password needs no restart. */
    private String password() throws SQLException {
        try {
            return Files.readString(Path.of(passwordFile)).strip();
        } catch (IOException e) {
            throw new SQLException("The password file of the database cannot be read: " + passwordFile, "28000", e);
        }
    }
}
