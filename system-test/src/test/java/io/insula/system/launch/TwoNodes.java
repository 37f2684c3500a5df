package io.insula.system.launch;

import io.insula.postgres.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands every test class the same two nodes of one deployment: one database, one set of keys. */
public final class TwoNodes implements ParameterResolver {

    /** The two of them. */
    public record Nodes(LaunchedServer one, LaunchedServer other) implements AutoCloseable {

        /** A data directory with the same keys: another server of the same database would otherwise replace them. */
        public Path directoryWithTheirKeys(String name) {
            Path data = LaunchedServer.freshDirectory(name);
            copy(one.data(), data, "layout");
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
                .getOrComputeIfAbsent(Nodes.class, key -> launch(), Nodes.class);
    }

    private static Nodes launch() {
        LaunchedServer one = node("node-one", LaunchedServer.freshDirectory("node-one"));
        Path data = new Nodes(one, null).directoryWithTheirKeys("node-two");
        return new Nodes(one, node("node-two", data));
    }

    private static LaunchedServer node(String name, Path data) {
        TestDatabase database = TestDatabase.instance();
        return LaunchedServer.start(
                name,
                data,
                "--database-url",
                database.url(),
                "--database-password-file",
                database.appPasswordFile().toString());
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
