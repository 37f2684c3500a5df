package io.insula.launcher;

import io.insula.postgres.DataDirectory;
import io.insula.postgres.EmbeddedPostgres;
import io.insula.postgres.PasswordFile;
import io.insula.postgres.PostgresException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Starts the database, the migration, the server and the application, in this order, and greets when they answer. */
final class RunCommand {

    private static final String INDEX_DIRECTORY = "insula.index.directory";
    private static final String HIDDEN_FROM_TOOLS = "insula.tools.hidden";

    private final Options options;
    private final Voice voice;

    RunCommand(Options options, Voice voice) {
        this.options = options;
        this.voice = voice;
    }

    /** Returns when the application has answered; the server's own threads keep the process alive. */
    void run() {
        requireFormations();
        requireFreePort();
        StartedParts parts = new StartedParts();
        ParentWatch.startIfAsked();
        try {
            start(parts);
        } catch (LaunchException | PostgresException e) {
            if (!parts.isStopping()) {
                throw e;
            }
        }
    }

    private void start(StartedParts parts) {
        DataDirectory data = parts.start(() -> DataDirectory.open(options.data()));
        Database database = options.databaseUrl().isPresent() ? houseDatabase(parts) : embeddedDatabase(parts, data);
        configure(database, data);
        RuntimeFiles files = new RuntimeFiles(data.runtime(), OwnJar.path());
        NativeLibraries.announce(files.application());
        voice.say("Starting Payara Micro " + Versions.read().payara());
        PayaraServer server = PayaraServer.boot(files, options.listen(), options.port());
        parts.start(() -> server);
        voice.say("Deploying the application");
        server.deploy(files.application());
        String address = options.listen().url(options.port());
        new HealthProbe(URI.create(address + "/v1/health")).await();
        if (!options.listen().isLoopback()) {
            voice.say("Others can reach " + options.listen().text()
                    + ", and nothing is encrypted: let a proxy with TLS be all that does");
        }
        voice.greet(new Greeting(address, data.keys()).text());
    }

    private Database embeddedDatabase(StartedParts parts, DataDirectory data) {
        EmbeddedPostgres postgres = parts.start(() -> EmbeddedPostgres.start(data, voice::say));
        migrate(parts, postgres.url(), data.ownerPassword());
        parts.start(() -> DatabaseWatch.start(postgres, voice));
        return new Database(postgres.url(), data.appPassword().path());
    }

    private Database houseDatabase(StartedParts parts) {
        DatabaseAddress address = options.databaseUrl().orElseThrow();
        PasswordFile password =
                new PasswordFile(options.databasePasswordFile().orElseThrow().toAbsolutePath());
        address.verify("insula_app", password.read());
        options.ownerPasswordFile().ifPresent(file -> migrate(parts, address.url(), new PasswordFile(file)));
        return new Database(address.url(), password.path());
    }

    private void migrate(StartedParts parts, String url, PasswordFile ownerPassword) {
        voice.say("Migrating the schema");
        parts.start(() -> MigrationProcess.start(url, ownerPassword)).await(voice::say);
    }

    /** The application reads these; none of them is a secret, secrets are named by the path of their file. */
    private void configure(Database database, DataDirectory data) {
        System.setProperty("insula.database.url", database.url());
        System.setProperty("insula.database.user", "insula_app");
        System.setProperty(
                "insula.database.password-file", database.passwordFile().toString());
        System.setProperty(
                "insula.formations.directory",
                options.formations().toAbsolutePath().normalize().toString());
        System.setProperty("insula.keys.directory", data.keys().toString());
        new VaultKeyFile(
                        data.keys().resolve("vault.keys"),
                        new VaultRows(database.url(), new PasswordFile(database.passwordFile())))
                .configure();
        System.setProperty("insula.data.directory", data.root().toString());
        System.setProperty(HIDDEN_FROM_TOOLS, hiddenFromTools(database, data));
        if (System.getProperty(INDEX_DIRECTORY) == null && System.getenv("INSULA_INDEX_DIRECTORY") == null) {
            System.setProperty(INDEX_DIRECTORY, data.root().resolve("index").toString());
        }
    }

    /** What the operator hides, and all that this server keeps for itself. */
    private static String hiddenFromTools(Database database, DataDirectory data) {
        String asked = System.getProperty(HIDDEN_FROM_TOOLS, System.getenv("INSULA_TOOLS_HIDDEN"));
        String own = data.root().toAbsolutePath().normalize() + ","
                + database.passwordFile().toAbsolutePath().normalize();
        return asked == null || asked.equals("none") ? own : asked + "," + own;
    }

    private void requireFormations() {
        if (!Files.isDirectory(options.formations())) {
            throw new LaunchException("The directory of formations "
                    + options.formations().toAbsolutePath().normalize()
                    + " does not exist: name one with --formations");
        }
    }

    private void requireFreePort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(options.listen().address(), options.port()));
        } catch (IOException e) {
            throw new LaunchException(
                    "Port " + options.port() + " of " + options.listen().text() + " cannot be used (" + e.getMessage()
                            + "): stop what listens there, or name another one with --port",
                    e);
        }
    }

    /** The database that the application is pointed to. */
    private record Database(String url, Path passwordFile) {}
}
