package io.insula.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/** The PostgreSQL server inside a data directory, running from {@link #start} until {@link #close}. */
public final class EmbeddedPostgres implements AutoCloseable {
    static final String DATABASE = "insula";
    private static final long LOG_LIMIT_BYTES = 16L * 1024 * 1024;

    private final DataDirectory data;
    private final Postmaster postmaster;
    private final int port;

    private EmbeddedPostgres(DataDirectory data, Postmaster postmaster, int port) {
        this.data = data;
        this.postmaster = postmaster;
        this.port = port;
    }

    /**
     * Unpacks, initialises and starts the server, whatever of that is still to do, and puts the roles in order. A server
     * that an ended launcher left behind is stopped first.
     *
     * @param progress hears one line before each step that takes time
     * @throws PostgresException in one line, why it cannot be started
     */
    public static EmbeddedPostgres start(DataDirectory data, Consumer<String> progress) {
        refuseOtherVersion(data.cluster());
        ServerAccount account = ServerAccount.choose();
        ServerPrograms programs = new ServerPrograms(PostgresBinaries.unpack(data.binaries(), progress), account);
        Postmaster postmaster = new Postmaster(data.cluster(), programs);
        try {
            if (Files.notExists(data.cluster())) {
                progress.accept("Initialising the database in " + data.cluster());
                initialise(data, programs, account);
            }
            refuseLostPassword(data);
            postmaster.endOrphan();
            int port = ClusterSettings.write(data.cluster());
            prepareLog(data.log(), account);
            progress.accept("Starting PostgreSQL " + PostgresBinaries.version() + " on 127.0.0.1:" + port);
            postmaster.start(data.log());
            EmbeddedPostgres postgres = new EmbeddedPostgres(data, postmaster, port);
            postgres.applyRoles();
            return postgres;
        } catch (IOException e) {
            throw new PostgresException("The database in " + data.cluster() + " cannot be prepared", e);
        }
    }

    /** Stops the server that an ended launcher left behind in this data directory, if there is one. */
    public static void endOrphan(DataDirectory data) {
        try {
            ServerPrograms programs =
                    new ServerPrograms(PostgresBinaries.unpack(data.binaries(), line -> {}), ServerAccount.choose());
            new Postmaster(data.cluster(), programs).endOrphan();
        } catch (IOException e) {
            throw new PostgresException("The database in " + data.cluster() + " cannot be stopped", e);
        }
    }

    /** Whether the server runs. */
    public boolean isAlive() {
        return postmaster.isAlive();
    }

    /**
     * Starts a server that has ended by itself, at the same port; it recovers what was committed.
     *
     * @throws PostgresException in one line, why it cannot be started
     */
    public void startAgain() {
        try {
            postmaster.endOrphan();
            postmaster.start(data.log());
        } catch (IOException e) {
            throw new PostgresException("The database in " + data.cluster() + " cannot be started again", e);
        }
    }

    /** JDBC address of the database {@code insula}, without user or password. */
    public String url() {
        return url(DATABASE);
    }

    public int port() {
        return port;
    }

    /** Stops the server in good order; connections still open are ended. */
    @Override
    public void close() {
        postmaster.stop();
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private void applyRoles() {
        RolePasswords passwords = new RolePasswords(
                data.ownerPassword().readOrGenerate(),
                data.appPassword().readOrGenerate(),
                data.backupPassword().readOrGenerate());
        try {
            new DatabaseRoles("127.0.0.1", port, data.superuserPassword().read()).apply(passwords);
        } catch (PostgresException e) {
            close();
            throw e;
        }
    }

    private static void initialise(DataDirectory data, ServerPrograms programs, ServerAccount account)
            throws IOException {
        Path fresh = data.root().resolve("database.new");
        FileTree.delete(fresh);
        Files.createDirectory(fresh);
        account.own(fresh);
        PasswordFile handover = new PasswordFile(data.root().resolve("initdb.password"));
        handover.write(data.superuserPassword().readOrGenerate());
        try {
            account.own(handover.path());
            ServerPrograms.Outcome outcome = programs.run(
                    "initdb",
                    data.root(),
                    List.of(
                            "--auth=scram-sha-256",
                            "--pwfile=" + handover.path(),
                            "--username=postgres",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--data-checksums",
                            "--pgdata=" + fresh));
            if (!outcome.succeeded()) {
                throw new PostgresException("The database cannot be initialised: " + outcome.lastLine());
            }
        } finally {
            Files.deleteIfExists(handover.path());
        }
        Files.move(fresh, data.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void refuseOtherVersion(Path cluster) {
        if (Files.notExists(cluster)) {
            return;
        }
        Path versionFile = cluster.resolve("PG_VERSION");
        try {
            String found =
                    Files.exists(versionFile) ? Files.readString(versionFile).strip() : "";
            if (found.isEmpty()) {
                throw new PostgresException("The directory " + cluster + " is not a PostgreSQL database");
            }
            if (!found.equals(PostgresBinaries.majorVersion())) {
                throw new PostgresException("The database in " + cluster + " was written by PostgreSQL " + found
                        + ", this version brings PostgreSQL " + PostgresBinaries.majorVersion()
                        + ": name another data directory, or dump it with the old version and load it here");
            }
        } catch (IOException e) {
            throw new PostgresException("The file " + versionFile + " cannot be read", e);
        }
    }

    private static void refuseLostPassword(DataDirectory data) {
        if (!data.superuserPassword().exists()) {
            throw new PostgresException("The password file "
                    + data.superuserPassword().path() + " of the database in " + data.cluster()
                    + " is missing: put it back from a backup");
        }
    }

    private static void prepareLog(Path log, ServerAccount account) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.notExists(log)) {
            PasswordFile.createOwnerOnly(log);
        }
        account.own(log);
    }
}
