package io.insula.formation;

import io.insula.tenant.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Where this node finds its formations: a directory that holds one directory per formation. */
@ApplicationScoped
public class FormationDirectory {

    private final FormationConfiguration configuration;
    private final Database database;
    /** Secrets have names that only formations know. */
    private final Config secrets;

    private final FormationSecrets kept;

    /** What the container's proxy is made with. */
    FormationDirectory() {
        this(null, null, null, null);
    }

    @Inject
    FormationDirectory(FormationConfiguration configuration, Database database, Config secrets, FormationSecrets kept) {
        this.configuration = configuration;
        this.database = database;
        this.secrets = secrets;
        this.kept = kept;
    }

    /** The directory of directories. */
    public Path root() {
        return Path.of(configuration.directory());
    }

    /** The directories that hold a {@code formation.afs}, by name. */
    public List<Path> places() {
        try (Stream<Path> children = Files.list(root())) {
            return children.filter(child -> Files.isRegularFile(child.resolve(FormationSource.MAIN_FILE)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("The formations cannot be read from " + root(), e);
        }
    }

    /**
     * Reads a source with the secrets that are kept for the formation as of now, lie in {@code place} or in the server's
     * configuration. A running transaction is left at the gate and has to be bound again.
     */
    public Reading read(Path place, FormationSource source) {
        return read(place, source, FormationReader.idOf(source).map(this::kept).orElseGet(SecretSource::none));
    }

    /** The secrets that are kept for a formation as of now; a running transaction is left at the gate. */
    SecretSource kept(String formation) {
        return kept.of(formation);
    }

    /** The same with the secrets that were kept when they were asked for. */
    Reading read(Path place, FormationSource source, SecretSource secretsKept) {
        SecretSource known = SecretSource.of(
                secretsKept,
                SecretsFile.read(place.resolve(SecretsFile.NAME)),
                FormationReader.idOf(source),
                name -> secrets.getOptionalValue(name, String.class));
        return FormationReader.read(source, known, identity());
    }

    private DatabaseIdentity identity() {
        return identity(database.url(), database.user());
    }

    /** As the driver reads the address; of several hosts the first counts. The address itself may hold a password. */
    static DatabaseIdentity identity(String url, String user) {
        Properties read = Driver.parseURL(url, null);
        if (read == null) {
            throw new IllegalStateException("insula.database.url cannot be read; it must have the form"
                    + " jdbc:postgresql://host:port/database");
        }
        String host = first(PGProperty.PG_HOST.getOrDefault(read)).replaceAll("[\\[\\]]", "");
        int port = Integer.parseInt(first(PGProperty.PG_PORT.getOrDefault(read)));
        // Like the driver: without a name the database is called like the role.
        String name =
                Optional.ofNullable(PGProperty.PG_DBNAME.getOrDefault(read)).orElse(user);
        return new DatabaseIdentity(host, port, name, null);
    }

    private static String first(String list) {
        int comma = list.indexOf(',');
        return comma < 0 ? list : list.substring(0, comma);
    }
}
