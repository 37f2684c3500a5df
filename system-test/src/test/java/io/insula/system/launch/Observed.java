package io.insula.system.launch;

import io.insula.system.wire.Collector;
import io.insula.system.wire.Outside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands test classes the same server that tells a collector what it does and writes its log as JSON. */
public final class Observed implements ParameterResolver {

    /** What lets the house into the collector. */
    public static final String CREDENTIAL = "the-collectors-own-credential";

    /** How many tenants metrics may name. */
    public static final int TENANTS = 2;

    /**
     * The server and who is around it.
     *
     * @param headers the file with what the collector is told beside
     */
    public record House(LaunchedServer server, Collector collector, Outside outside, OwnDatabase database, Path headers)
            implements AutoCloseable {

        /** Has the collector be told another credential from now on. */
        public void tell(String credential) throws IOException {
            Files.writeString(headers, "Authorization=Bearer " + credential + "\n");
        }

        @Override
        public void close() {
            server.close();
            outside.close();
            collector.close();
            database.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == House.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(Namespace.create(Observed.class))
                .getOrComputeIfAbsent(House.class, key -> launch(), House.class);
    }

    private static House launch() {
        Collector collector = Collector.open();
        Outside outside = Outside.open();
        OwnDatabase database = OwnDatabase.start("observed-database");
        try {
            Path headers = Files.writeString(
                    LaunchedServer.freshDirectory("collector").resolve("headers"),
                    "# who we are\nAuthorization=Bearer " + CREDENTIAL + "\n");
            Map<String, String> properties = Map.of(
                    "insula.egress.allow", "127.0.0.1",
                    "insula.telemetry.endpoint", collector.url(),
                    "insula.telemetry.headers-file", headers.toAbsolutePath().toString(),
                    "insula.telemetry.interval", "PT0.3S",
                    "insula.telemetry.tenants", String.valueOf(TENANTS),
                    "insula.telemetry.traces-percent", "100",
                    "insula.telemetry.traces-per-second", "10000",
                    "insula.log.format", "json");
            LaunchedServer server = LaunchedServer.start(
                    "observed",
                    LaunchedServer.freshDirectory("observed"),
                    properties,
                    database.options("--formations", formations(outside).toString()));
            return new House(server, collector, outside, database, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Texts of {@code alpha} become vectors in the house, those of {@code far} outside. */
    private static Path formations(Outside outside) throws IOException {
        Path formations = LaunchedServer.freshDirectory("formations");
        formation(formations, "alpha", "[{text: house/talker}]", outside);
        String far = "[{text: house/talker}, {embedding: house/numbers, dimension: " + Outside.DIMENSION + "}]";
        formation(formations, "far", far, outside);
        return formations;
    }

    private static void formation(Path formations, String id, String models, Outside outside) throws IOException {
        Path formation = Files.createDirectories(formations.resolve(id));
        Files.writeString(
                Files.createDirectories(formation.resolve("mcp")).resolve("bell.afs"),
                "id: bell\ntype: http\nendpoint: " + outside.url() + "/mcp\n");
        Files.writeString(
                formation.resolve("formation.afs"),
                """
                schema: "1.0.0"
                id: %s
                tenancy: {create: on_first_use}
                llm:
                  base_url: "%s/v1"
                  models: %s
                agents:
                  - {id: clerk, system_message: You are the clerk.}
                """
                        .formatted(id, outside.url(), models));
    }
}
