package io.insula.tenant;

import io.insula.telemetry.Telemetry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * The one way into the database: the data source that the server defines, where it does, else the application's own pool.
 * Beans have it injected; the JPA providers are given the same.
 */
@ApplicationScoped
public class Database {

    private static final String DETAIL = "insula-detail";

    /** Fails in a way that tells whether the details of an error, which quote values, come along with it. */
    private static final String PROBE =
            "do $$ begin raise exception 'asked by insula at its start' using detail = '" + DETAIL + "'; end $$";

    private final DatabaseConfiguration configuration;

    @Resource(lookup = ConnectionPool.NAME)
    DataSource own;

    @PersistenceUnit(unitName = "insula")
    EntityManagerFactory provider;

    @Resource
    TransactionSynchronizationRegistry registry;

    @Inject
    Telemetry telemetry;

    private DataSource source;

    /** What the container's proxy is made with. */
    Database() {
        this(null);
    }

    @Inject
    public Database(DatabaseConfiguration configuration) {
        this.configuration = configuration;
    }

    @PostConstruct
    void choose() {
        source = counted(configuration.isServers() ? ProviderSource.of(configuration.jndi(), provider) : own);
    }

    /** Counting costs a little, which nobody shall pay for nothing. */
    private DataSource counted(DataSource chosen) {
        if (!telemetry.on()) {
            return chosen;
        }
        PoolCounts counts =
                new PoolCounts(telemetry, configuration.isServers() ? configuration.jndi() : ConnectionPool.NAME);
        if (!configuration.isServers()) {
            counts.limited(ConnectionPool.MOST);
        }
        return new CountedSource(chosen, registry, counts);
    }

    @Produces
    public DataSource source() {
        return source;
    }

    /** The role that the application enters as. */
    public String user() {
        return configuration.user();
    }

    /** The JDBC address, as configured or as the server's data source tells it; it may hold a password. */
    public String url() {
        if (!configuration.isServers()) {
            return configuration.url();
        }
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getURL();
        } catch (SQLException e) {
            throw new DatabaseException("The address of the server's data source could not be read", e);
        }
    }

    /** What the server's data source does otherwise than the application's own would; one line each. */
    public List<String> faults() {
        return configuration.isServers() ? faults(configuration.jndi(), source) : List.of();
    }

    static List<String> faults(String name, DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(PROBE);
            return List.of();
        } catch (SQLException e) {
            return faults(name, e);
        }
    }

    private static List<String> faults(String name, SQLException probed) {
        return String.valueOf(probed.getMessage()).contains(DETAIL)
                ? List.of(
                        "the data source " + name + " quotes in its errors the values that caused them, and errors are"
                                + " logged; give it the driver's property logServerErrorDetail=false")
                : List.of();
    }
}
