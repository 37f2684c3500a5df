package io.insula.system.launch;

import io.insula.postgres.DataDirectory;
import io.insula.postgres.EmbeddedPostgres;
import io.insula.postgres.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated PostgreSQL that one test has for itself and may treat badly. */
public final class OwnDatabase implements AutoCloseable {

    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final DataDirectory data;
    private EmbeddedPostgres postgres;

    private OwnDatabase(DataDirectory data) {
        this.data = data;
        postgres = EmbeddedPostgres.start(data, line -> {});
    }

    public static OwnDatabase start(String name) {
        DataDirectory data = DataDirectory.open(LaunchedServer.freshDirectory(name));
        try {
            Path programs =
                    Files.createDirectories(Path.of("target", "test-postgres").toAbsolutePath());
            Files.createSymbolicLink(data.root().resolve("postgres"), programs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OwnDatabase database = new OwnDatabase(data);
        new Migrations(database.url(), data.ownerPassword().read()).migrate();
        return database;
    }

    public String url() {
        return postgres.url();
    }

    /** The options by which a server is pointed here. */
    public String[] options(String... more) {
        Path password = data.appPassword().path();
        List<String> options =
                new ArrayList<>(List.of("--database-url", url(), "--database-password-file", password.toString()));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    /** Connects as the one whom no policy binds. */
    public Connection superuser() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser("postgres");
        source.setPassword(data.superuserPassword().read());
        return source.getConnection();
    }

    /** What {@code pg_ctl stop -m immediate} does: every connection is cut, nothing is put in order. */
    public void breakDown() {
        ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
        signal("QUIT", List.of(postmaster.pid()));
        Patience.until("the end of the database", LONGEST_END, Duration.ofMillis(20), () -> !postmaster.isAlive());
    }

    /** What {@code pg_ctl stop -m fast} does. */
    public void stop() {
        postgres.close();
    }

    /** Brings it back at the same address; it answers when this returns. */
    public void bringBack() {
        String before = url();
        postgres = EmbeddedPostgres.start(data, line -> {});
        if (!before.equals(url())) {
            throw new AssertionError("The database came back at another address");
        }
    }

    /** Leaves every connection open and answers nothing. */
    public void freeze() {
        signal("STOP", processes());
    }

    public void thaw() {
        signal("CONT", processes());
    }

    private List<Long> processes() {
        ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    private long postmaster() {
        try {
            Path file = data.root().resolve("database").resolve("postmaster.pid");
            return Long.parseLong(Files.readAllLines(file).get(0).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String name, List<Long> processes) {
        ServerProcess.signal(name, processes);
    }

    @Override
    public void close() {
        thaw();
        postgres.close();
        data.close();
    }
}
