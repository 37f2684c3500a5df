package io.insula.formation;

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
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where this node finds its formations: a directory that holds one directory per formation. */
@ApplicationScoped
public class FormationDirectory {

    private static final String JDBC = "jdbc:";
    private static final int POSTGRESQL_PORT = 5432;

    @Inject
    @ConfigProperty(name = "insula.formations.directory")
    String root;

    @Inject
    @ConfigProperty(name = "insula.database.url")
    String databaseUrl;

    @Inject
    Config configuration;

    /** The directory of directories. */
    public Path root() {
        return Path.of(root);
    }

    /** The directories that hold a {@code formation.afs}, by name. */
    public List<Path> places() {
        try (Stream<Path> children = Files.list(root())) {
            return children.filter(child -> Files.isRegularFile(child.resolve(FormationSource.MAIN_FILE)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("The formations cannot be read from " + root, e);
        }
    }

    /** Reads a source with the secrets that lie in {@code place} or in the server's configuration. */
    public Reading read(Path place, FormationSource source) {
        SecretSource secrets = SecretSource.of(
                SecretsFile.read(place.resolve("secrets.properties")),
                FormationReader.idOf(source),
                name -> configuration.getOptionalValue(name, String.class));
        return FormationReader.read(source, secrets, database());
    }

    private DatabaseIdentity database() {
        URI uri = URI.create(databaseUrl.substring(JDBC.length()));
        int port = uri.getPort() < 0 ? POSTGRESQL_PORT : uri.getPort();
        String name = Optional.ofNullable(uri.getPath()).orElse("/").substring(1);
        return new DatabaseIdentity(uri.getHost(), port, name, null);
    }
}
