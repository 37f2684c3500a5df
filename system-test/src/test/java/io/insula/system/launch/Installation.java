package io.insula.system.launch;

import io.insula.postgres.DataDirectory;
import io.insula.postgres.EmbeddedPostgres;
import io.insula.postgres.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an operator does before a server that knows nothing of Insula is started: a migrated database, files for keys, and
 * the application's settings. A database of its own lives as long as this.
 */
record Installation(Map<String, String> settings, List<AutoCloseable> parts) {

    static final Path HOME = Path.of(System.getProperty("insula.server.home", "none"));
    static final Path ARCHIVE = Path.of(System.getProperty("insula.ear", "none"));

    Installation {
        settings = Map.copyOf(settings);
        parts = List.copyOf(parts);
    }

    static Installation prepare(ServerKind.Order order) {
        Map<String, String> settings = new TreeMap<>();
        Path data = order.data().toAbsolutePath();
        List<AutoCloseable> parts = List.of();
        String url = order.option("--database-url");
        if (url == null) {
            DataDirectory directory = DataDirectory.open(data);
            EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, progress -> {});
            new Migrations(postgres.url(), directory.ownerPassword().read()).migrate();
            settings.put("insula.database.url", postgres.url());
            settings.put(
                    "insula.database.password-file",
                    directory.appPassword().path().toAbsolutePath().toString());
            parts = List.of(postgres, directory);
        } else {
            settings.put("insula.database.url", url);
            settings.put("insula.database.password-file", order.option("--database-password-file"));
        }
        settings.put(
                "insula.formations.directory",
                Path.of(order.option("--formations"))
                        .toAbsolutePath()
                        .normalize()
                        .toString());
        settings.put("insula.keys.directory", data.resolve("keys").toString());
        settings.put("insula.data.directory", data.toString());
        settings.put("insula.tools.hidden", data.toString());
        settings.put("insula.index.directory", data.resolve("index").toString());
        settings.put("insula.vault.keys", VaultKeys.in(data.resolve("keys")).toString());
        settings.putAll(order.properties());
        return new Installation(settings, parts);
    }

    /** Ends what was started for the server. */
    void end() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Where one of the scripts is that configure this kind of server. */
    static String script(String name) {
        return Path.of(System.getProperty("insula.server.scripts"), name)
                .normalize()
                .toString();
    }

    /** Copies a directory with all there is in it. */
    static void copy(Path from, Path to) {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path each : tree.toList()) {
                Path place = to.resolve(from.relativize(each).toString());
                if (!Files.isDirectory(place)) {
                    Files.copy(each, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
