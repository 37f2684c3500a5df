package io.insula.system.launch;

import io.insula.model.testing.ModelServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands every test class the same server whose formations {@code alpha}, {@code hasty}, which waits for no slow answer, and {@code handy}, which has tools,
 * speak through a model, and the small provider of it. What the server asks in hindsight, whenever that may be, is answered aside and disturbs no other test.
 */
public final class SharedModels implements ParameterResolver {

    /** What the formation sends to its provider. */
    public static final String KEY = "sk-the-key-of-the-formation";

    /** The two of them. */
    public record Models(ModelServer provider, LaunchedServer server) implements AutoCloseable {

        @Override
        public void close() {
            server.close();
            provider.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == Models.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(Namespace.create(SharedModels.class))
                .getOrComputeIfAbsent(Models.class, key -> launch(), Models.class);
    }

    /** Whether the server asked this of itself, about what was said before. */
    public static boolean isHindsight(ModelServer.Asked asked) {
        return asked.body().contains("Answer with one JSON object and nothing else")
                || asked.body().contains("Write the synopsis.");
    }

    private static Models launch() {
        ModelServer provider = ModelServer.start();
        provider.replyAside(SharedModels::isHindsight, asked -> "");
        return new Models(
                provider,
                LaunchedServer.start(
                        "models",
                        LaunchedServer.freshDirectory("models"),
                        Map.of(
                                "insula.egress.allow",
                                "127.0.0.1",
                                "insula.model.breaker-calls",
                                "1000",
                                "insula.model.concurrency-per-tenant",
                                "2"),
                        "--formations",
                        formations(provider).toString()));
    }

    private static Path formations(ModelServer provider) {
        Path formations = LaunchedServer.freshDirectory("formations");
        try {
            formation(formations, "alpha", 600, provider);
            formation(formations, "hasty", 1, provider);
            formation(formations, "handy", 600, provider);
            return formations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void formation(Path formations, String id, int threshold, ModelServer provider) throws IOException {
        Path directory = Files.createDirectories(formations.resolve(id));
        Files.writeString(
                directory.resolve("formation.afs"),
                """
                schema: "1.0.0"
                id: %s
                tenancy: {create: on_first_use}
                llm:
                  api_keys: {house: "${{ secrets.HOUSE_KEY }}"}
                  base_url: "%s"
                  settings: {max_retries: 1}
                  models: [{text: house/talker}, {embedding: house/words-64, dimension: 64}]
                agents:
                  - {id: clerk, system_message: You are the clerk.}
                async: {threshold_seconds: %d}
                """
                        .formatted(id, provider.url(), threshold));
        Path secrets = Files.createFile(
                directory.resolve("secrets.properties"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secrets, "HOUSE_KEY=" + KEY + "\n");
    }
}
