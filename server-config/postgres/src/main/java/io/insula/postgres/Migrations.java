package io.insula.postgres;

import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings the schema {@code insula} to the version of this build. Runs as the owner of the schema, in a process that ends
 * before requests are served, because whoever owns a table may also switch its policies off.
 */
public final class Migrations {
    static final String SCHEMA = "insula";
    /** Held, because a logger that nobody holds forgets its level: Flyway tells a page for each migration. */
    private static final Logger CHATTER = Logger.getLogger("org.flywaydb");

    private static final String OWNER = "insula_owner";
    private static final String LOCATION = "classpath:db/migration";

    private final Flyway flyway;

    /**
     * @param url JDBC address without user or password
     */
    public Migrations(String url, String ownerPassword) {
        this(url, ownerPassword, LOCATION);
    }

    Migrations(String url, String ownerPassword, String location) {
        CHATTER.setLevel(Level.WARNING);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(OWNER);
        source.setPassword(ownerPassword);
        this.flyway = Flyway.configure()
                .dataSource(source)
                .locations(location)
                .schemas(SCHEMA)
                .createSchemas(true)
                .validateOnMigrate(true)
                .outOfOrder(false)
                .cleanDisabled(true)
                .load();
    }

    /**
     * Runs what is still to run.
     *
     * @return the version that the schema has now; empty if there is no migration at all
     */
    public String migrate() {
        try {
            flyway.migrate();
            MigrationInfo current = flyway.info().current();
            return current == null || current.getVersion() == null
                    ? ""
                    : current.getVersion().toString();
        } catch (FlywayException e) {
            throw new PostgresException("The schema cannot be migrated: " + e.getMessage(), e);
        }
    }

    /** What {@link #migrate} would run, in order; empty if the schema is up to date. */
    public List<PendingMigration> check() {
        try {
            return Arrays.stream(flyway.info().pending())
                    .map(info -> new PendingMigration(String.valueOf(info.getVersion()), info.getDescription()))
                    .toList();
        } catch (FlywayException e) {
            throw new PostgresException("The schema cannot be checked: " + e.getMessage(), e);
        }
    }

    /** A migration that waits to be run. */
    public record PendingMigration(String version, String description) {}
}
