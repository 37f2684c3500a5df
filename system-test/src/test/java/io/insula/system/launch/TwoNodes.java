package io.insula.system.launch;

import io.insula.postgres.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands every test class the same two nodes of one deployment: one database, one set of keys. Besides the common formations
 * they serve {@code remote}, whose working memory a server at {@link Nodes#indexPort} indexes, if a test starts one there,
 * {@code moving}, which is there to be replaced (of the secrets that it may name, the second node lacks one), and
 * {@code talking}, which speaks through a provider at {@link Nodes#modelPort}, as does {@code granting}, by roles alone. Tokens are those of {@link Login}.
 */
public final class TwoNodes implements ParameterResolver {

    /** The key that the nodes show to the index server. */
    public static final String INDEX_KEY = "the-key-of-the-index-server";

    /** What {@code moving} is before anybody replaces it. */
    public static final String MOVING =
            """
            schema: "1.0.0"
            id: moving
            tenancy: {create: on_first_use}
            """;

    /** What {@code secrets.CLIENT_KEY} of {@code moving} is. */
    public static final String MOVED_KEY = "the-client-key-of-a-moved-formation";

    /** What {@code secrets.HERE} of {@code moving} is, on the first node alone. */
    public static final String SECRET_OF_ONE = "a-secret-that-one-node-has";

    private static final String REMOTE =
            """
            schema: "1.0.0"
            id: remote
            tenancy: {create: on_first_use}
            memory:
              persistent: {episodic: false}
              working:
                mode: remote
                remote:
                  url: "tcp://127.0.0.1:%d"
                  api_key: "${{ secrets.INDEX_KEY }}"
                  tenant: insula
            """;

    private static final String TALKING =
            """
            schema: "1.0.0"
            id: %s
            tenancy: {create: on_first_use, max: 100000}
            llm:
              base_url: "http://127.0.0.1:%d/v1"
              settings: {max_retries: 0}
              models: [{text: house/talker}]
            async: {threshold_seconds: 600}
            """;

    private static final String ROLES =
            """
            access:
              roles: {talker: [chat]}
              assignments: {talker: ["group:talkers"]}
            """;

    private static final String ONE = "node-one";

    /** The two of them. */
    public record Nodes(LaunchedServer one, LaunchedServer other, int indexPort, int modelPort)
            implements AutoCloseable {

        /** A data directory with the same keys: another server of the same database would otherwise replace them. */
        public Path directoryWithTheirKeys(String name) {
            Path data = LaunchedServer.freshDirectory(name);
            copy(one.data(), data, "keys");
            return data;
        }

        @Override
        public void close() {
            other.close();
            one.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == Nodes.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(Namespace.create(TwoNodes.class))
                .getOrComputeIfAbsent(Nodes.class, key -> launch(SharedServer.login(extension)), Nodes.class);
    }

    private static Nodes launch(Login login) {
        int indexPort = LaunchedServer.freePort();
        int modelPort = LaunchedServer.freePort();
        Path formations = formations(indexPort, modelPort);
        LaunchedServer one = node(ONE, LaunchedServer.freshDirectory(ONE), formations, login);
        Path data = new Nodes(one, null, indexPort, modelPort).directoryWithTheirKeys("node-two");
        return new Nodes(one, node("node-two", data, formations, login), indexPort, modelPort);
    }

    private static LaunchedServer node(String name, Path data, Path formations, Login login) {
        TestDatabase database = TestDatabase.instance();
        Map<String, String> properties = new TreeMap<>(login.properties());
        properties.merge("insula.egress.allow", "127.0.0.1", (one, other) -> one + ',' + other);
        properties.putAll(Map.of(
                // Whoever tries keys that were just revoked is taken for a guesser.
                "insula.keys.attempts.per-address", "1000000",
                "insula.chat.reflections", "0",
                "insula.secrets.remote.INDEX_KEY", INDEX_KEY,
                "insula.secrets.moving.CLIENT_KEY", MOVED_KEY,
                "insula.memory.working.remote.timeout", "PT1S",
                "insula.memory.working.remote.rest", "PT0.3S",
                "insula.work.poll", "PT0.2S",
                // A request must see for itself that a formation was replaced.
                "insula.formations.watch", "PT1H"));
        // Both on one machine, beside the server that others share.
        properties.put("insula.tools.first-uid", name.equals(ONE) ? "70000" : "71000");
        if (name.equals(ONE)) {
            properties.put("insula.secrets.moving.HERE", SECRET_OF_ONE);
        }
        return LaunchedServer.start(
                name,
                data,
                properties,
                "--formations",
                formations.toString(),
                "--database-url",
                database.url(),
                "--database-password-file",
                database.appPasswordFile().toString());
    }

    private static Path formations(int indexPort, int modelPort) {
        Path formations = LaunchedServer.freshDirectory("formations");
        Path common = Path.of(System.getProperty("insula.formations"));
        try (Stream<Path> each = Files.list(common)) {
            each.forEach(formation ->
                    copy(common, formations, formation.getFileName().toString()));
            write(formations, "moving", MOVING);
            write(formations, "remote", REMOTE.formatted(indexPort));
            write(formations, "talking", TALKING.formatted("talking", modelPort));
            write(formations, "granting", TALKING.formatted("granting", modelPort) + ROLES);
            return formations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path formations, String id, String text) throws IOException {
        Files.writeString(Files.createDirectories(formations.resolve(id)).resolve("formation.afs"), text);
    }

    private static void copy(Path from, Path to, String name) {
        try (Stream<Path> tree = Files.walk(from.resolve(name))) {
            List<Path> entries = tree.toList();
            for (Path entry : entries) {
                Files.copy(entry, to.resolve(from.relativize(entry)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
