package io.insula.formation;

import io.insula.tenant.DatabaseConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Where this node finds its formations: a directory that holds one directory per formation. */
@ApplicationScoped
public class FormationDirectory {

    private static final String JDBC = "jdbc:";
    private static final int POSTGRESQL_PORT = 5432;

    @Inject
    FormationConfiguration configuration;

    @Inject
    DatabaseConfiguration database;

    /** Secrets have names that only formations know. */
    @Inject
    Config secrets;

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

    /** Reads a source with the secrets that lie in {@code place} or in the server's configuration. */
    public Reading read(Path place, FormationSource source) {
        SecretSource known = SecretSource.of(
                SecretsFile.read(place.resolve("secrets.properties")),
                FormationReader.idOf(source),
                name -> secrets.getOptionalValue(name, String.class));
        return FormationReader.read(source, known, identity());
    }

    private DatabaseIdentity identity() {
        URI uri = URI.create(database.url().substring(JDBC.length()));
        int port = uri.getPort() < 0 ? POSTGRESQL_PORT : uri.getPort();
        String name = Optional.ofNullable(uri.getPath()).orElse("/").substring(1);
        return new DatabaseIdentity(uri.getHost(), port, name, null);
    }
}
