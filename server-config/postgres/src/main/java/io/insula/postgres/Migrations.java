package io.insula.postgres;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
    /** Classes of SQL states: no connection, no such user or a wrong password, no such database. */
    private static final Set<String> NOT_LET_IN = Set.of("08", "28", "3D");

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
     * @throws PostgresException if a migration fails, one that ran was changed since, or the schema is newer than this build
     */
    public Migrated migrate() {
        try {
            refuseNewer();
            int ran = flyway.migrate().migrationsExecuted;
            MigrationInfo current = flyway.info().current();
            return new Migrated(
                    current == null || current.getVersion() == null
                            ? ""
                            : current.getVersion().toString(),
                    ran);
        } catch (FlywayException e) {
            throw failed("migrated", e);
        }
    }

    /**
     * What {@link #migrate} would run, in order; empty if the schema is up to date.
     *
     * @throws PostgresException where {@link #migrate} would refuse
     */
    public List<PendingMigration> check() {
        try {
            refuseNewer();
            Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .ignoreMigrationPatterns("*:pending")
                    .load()
                    .validate();
            return Arrays.stream(flyway.info().pending())
                    .map(info -> new PendingMigration(String.valueOf(info.getVersion()), info.getDescription()))
                    .toList();
        } catch (FlywayException e) {
            throw failed("checked", e);
        }
    }

    /** Where nobody is let in, Flyway draws a frame around the database's words and says them twice. */
    private static PostgresException failed(String done, FlywayException e) {
        String reason = e.getCause() instanceof SQLException refusal && NOT_LET_IN.contains(stateClass(refusal))
                ? refusal.getMessage() + " (SQL state " + refusal.getSQLState() + ")"
                : e.getMessage();
        return new PostgresException("The schema cannot be " + done + ": " + reason, e);
    }

    private static String stateClass(SQLException refusal) {
        String state = refusal.getSQLState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }

    /** Whoever deploys an old build by mistake must not be told that all is well. */
    private void refuseNewer() {
        Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved())
                .reduce((earlier, later) -> later)
                .ifPresent(unknown -> {
                    throw new PostgresException("The schema has version " + unknown.getVersion()
                            + ", which this build does not know; use a build of that version or later");
                });
    }

    /**
     * What became of the schema.
     *
     * @param version that it has now; empty if there is no migration at all
     * @param ran how many migrations were run for that; none where somebody else was quicker
     */
    public record Migrated(String version, int ran) {}

    /** A migration that waits to be run. */
    public record PendingMigration(String version, String description) {}
}
