package io.insula.postgres.testing;

import io.insula.postgres.DataDirectory;
import io.insula.postgres.EmbeddedPostgres;
import io.insula.postgres.Migrations;
import io.insula.postgres.PostgresException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for the tests of one JVM, with the product's roles and the migrations of the class path. It starts on
 * first use and vanishes with the JVM; the unpacked programs stay in {@code target} for the next run.
 */
public final class TestDatabase {
    private static final String PREFIX = "test-database-";

    private final DataDirectory data;
    private final EmbeddedPostgres postgres;

    private TestDatabase(Path target) {
        try {
            Files.createDirectories(target);
            sweep(target);
            Path root = Files.createTempDirectory(target, PREFIX);
            this.data = DataDirectory.open(root);
            Path programs =
                    Files.createDirectories(target.resolve("test-postgres").toAbsolutePath());
            Files.createSymbolicLink(root.resolve("postgres"), programs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.postgres = EmbeddedPostgres.start(data, line -> {});
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end of the test database"));
        trustThePowerSupply();
        new Migrations(url(), ownerPassword()).migrate();
    }

    /** The database of this JVM. */
    public static TestDatabase instance() {
        return Holder.INSTANCE;
    }

    public String url() {
        return postgres.url();
    }

    public int port() {
        return postgres.port();
    }

    public String appUser() {
        return "insula_app";
    }

    public String appPassword() {
        return data.appPassword().read();
    }

    public String ownerPassword() {
        return data.ownerPassword().read();
    }

    public String backupPassword() {
        return data.backupPassword().read();
    }

    public String superuserPassword() {
        return data.superuserPassword().read();
    }

    /** The file that holds the application's password, for what reads it by path. */
    public Path appPasswordFile() {
        return data.appPassword().path();
    }

    /** The file that holds the superuser's password. */
    public Path superuserPasswordFile() {
        return data.superuserPassword().path();
    }

    /** Connects as the application: without a bound context it may read nothing. */
    public DataSource appDataSource() {
        return dataSource(appUser(), appPassword());
    }

    public DataSource ownerDataSource() {
        return dataSource("insula_owner", ownerPassword());
    }

    /** Connects as the one whom no policy binds: for arranging and for looking behind the walls. */
    public DataSource superuserDataSource() {
        return dataSource("postgres", superuserPassword());
    }

    private DataSource dataSource(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** Data of tests need not survive a power cut; only tests can say so, the product has no such switch. */
    private void trustThePowerSupply() {
        try (Connection connection = superuserDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET fsync = off");
            statement.execute("ALTER SYSTEM SET synchronous_commit = off");
            statement.execute("ALTER SYSTEM SET full_page_writes = off");
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException("The test database cannot be told to hurry", e);
        }
    }

    private void end() {
        postgres.close();
        data.close();
        delete(data.root());
    }

    /** Removes what a killed test run left behind; a directory still in use is left alone. */
    private static void sweep(Path target) throws IOException {
        List<Path> leftovers;
        try (Stream<Path> entries = Files.list(target)) {
            leftovers = entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (Path leftover : leftovers) {
            try (DataDirectory abandoned = DataDirectory.open(leftover)) {
                EmbeddedPostgres.endOrphan(abandoned);
            } catch (PostgresException inUse) {
                continue;
            }
            delete(leftover);
        }
    }

    private static void delete(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            tree.sorted(Comparator.reverseOrder()).forEach(TestDatabase::deleteEntry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteEntry(Path entry) {
        try {
            Files.deleteIfExists(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the database when it is first asked for. */
    private static final class Holder {
        private static final TestDatabase INSTANCE = new TestDatabase(Path.of("target"));
    }
}
