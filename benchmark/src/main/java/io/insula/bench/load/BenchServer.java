package io.insula.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The product's own launcher, started as its users start it; only the WAR inside its jar is the overlaid one. It runs
 * over a data directory that is new each time.
 */
final class BenchServer implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final Process process;
    private final Path data;
    private final int port;

    private BenchServer(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    static BenchServer start(Settings settings) throws IOException, InterruptedException {
        return start(settings, Map.of());
    }

    /** The same, with properties of the server set. */
    static BenchServer start(Settings settings, Map<String, String> properties)
            throws IOException, InterruptedException {
        Path work = Files.createDirectories(settings.work());
        Path jar = overlay(settings, work.resolve("insula-bench.jar"));
        Path data = work.resolve("data");
        remove(data);
        int port = freePort();
        Process process = new ProcessBuilder(command(settings, properties, jar, data, port))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("server.log").toFile())
                .start();
        BenchServer server = new BenchServer(process, data, port);
        try {
            server.awaitAnswer(work.resolve("server.log"));
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static List<String> command(
            Settings settings, Map<String, String> properties, Path jar, Path data, int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + settings.heap());
        properties.forEach((name, value) -> command.add("-D" + name + '=' + value));
        command.addAll(List.of("-jar", jar.toString(), "run"));
        command.addAll(List.of("--port", String.valueOf(port)));
        command.addAll(List.of("--data", data.toString()));
        command.addAll(List.of("--formations", settings.formations().toString()));
        return command;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** The CPU time that the server's process has used so far; the database's is not in it. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    String clientKey() throws IOException {
        return clientKey("demo");
    }

    String clientKey(String formation) throws IOException {
        Properties keys = new Properties();
        try (InputStream file = Files.newInputStream(data.resolve("keys").resolve(formation + ".properties"))) {
            keys.load(file);
        }
        return keys.getProperty("client_key");
    }

    /** The embedded database as its superuser sees it. */
    String databaseUrl() throws IOException {
        List<String> lines = Files.readAllLines(data.resolve("database").resolve("postmaster.pid"));
        return "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/insula";
    }

    String superuserPassword() throws IOException {
        return Files.readString(data.resolve("keys").resolve("postgres.password"))
                .strip();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void awaitAnswer(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!Files.readString(log).contains("Insula listens on")) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("The server did not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static Path overlay(Settings settings, Path jar) throws IOException {
        Files.copy(settings.product(), jar, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            Files.copy(settings.war(), inside.getPath("runtime", "insula.war"), StandardCopyOption.REPLACE_EXISTING);
        }
        return jar;
    }

    private static void remove(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
