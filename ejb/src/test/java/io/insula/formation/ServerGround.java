package io.insula.formation;

import io.insula.tenant.Database;
import io.insula.tenant.DatabaseConfiguration;
import jakarta.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/** What a node has around its formations: settings, among them secrets, and the directory that a formation came from. */
final class ServerGround {

    final Map<String, String> settings = new TreeMap<>();
    final List<String> askedFor = new ArrayList<>();
    final FormationRegistry registry = new FormationRegistry();
    final FormationDirectory directory;
    private final Path place;

    ServerGround(Path place) {
        this.place = place;
        directory = new FormationDirectory(
                new FormationConfiguration(place.toString(), 50, Duration.ofSeconds(10)),
                new Database(new DatabaseConfiguration(
                        "none", "jdbc:postgresql://localhost/insula", "insula_app", "app.password")),
                new Settings(),
                formation -> SecretSource.none());
    }

    /** Serves a formation whose one file is this text. */
    Formation serve(String main) {
        Formation formation = directory.read(place, source(main)).formation().orElseThrow();
        registry.serve(place, formation);
        return formation;
    }

    static FormationSource source(String main) {
        return FormationSource.of(Map.of(FormationSource.MAIN_FILE, main));
    }

    /** The source as it is stored. */
    static String stored(String main) {
        return Json.createObjectBuilder()
                .add(FormationSource.MAIN_FILE, main)
                .build()
                .toString();
    }

    private final class Settings implements Config {

        @Override
        public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
            askedFor.add(name);
            return Optional.ofNullable(settings.get(name)).map(type::cast);
        }

        @Override
        public <T> T getValue(String name, Class<T> type) {
            return getOptionalValue(name, type).orElseThrow();
        }

        @Override
        public ConfigValue getConfigValue(String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public Iterable<String> getPropertyNames() {
            return settings.keySet();
        }

        @Override
        public Iterable<ConfigSource> getConfigSources() {
            return List.of();
        }

        @Override
        public <T> Optional<Converter<T>> getConverter(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException(type.getName());
        }
    }
}
