package io.insula.system.launch;

import io.insula.client.InsulaClient;
import io.insula.client.InsulaException;
import io.insula.system.wire.Door;
import io.insula.system.wire.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A server that answers, over a data directory of its own. */
public final class LaunchedServer implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(4);

    private static final String PORT = "<port>";
    private static final String LOOPBACK = "http://127.0.0.1:";

    private final ServerProcess process;
    private final Path data;
    private final String url;

    private LaunchedServer(ServerProcess process, Path data, String url) {
        this.process = process;
        this.data = data;
        this.url = url;
    }

    /** Starts a server over {@code data}, with further options, and waits until it has answered. */
    public static LaunchedServer start(String name, Path data, String... options) {
        return start(name, data, Map.of(), options);
    }

    /** The same, with properties of the server set; {@value #PORT} in them stands for where it listens. */
    public static LaunchedServer start(String name, Path data, Map<String, String> properties, String... options) {
        int port = freePort();
        List<String> words = new ArrayList<>(List.of(options));
        if (!words.contains("--formations")) {
            words.addAll(List.of("--formations", System.getProperty("insula.formations")));
        }
        ServerKind kind = ServerKind.chosen();
        Map<String, String> set = new TreeMap<>(properties);
        set.replaceAll((property, value) -> value.replace(PORT, String.valueOf(port)));
        ServerProcess process = kind.start(new ServerKind.Order(name, port, freePort(), data, set, words));
        LaunchedServer server = new LaunchedServer(process, data, LOOPBACK + port);
        try {
            Patience.until("the first answer", LONGEST_START, server::answers);
        } catch (AssertionError e) {
            process.close();
            throw new AssertionError("The server did not start:\n" + process.output(), e);
        }
        return server;
    }

    /** A directory that holds nothing yet. */
    public static Path freshDirectory(String name) {
        try {
            Path work = Files.createDirectories(ServerProcess.workDirectory());
            return Files.createTempDirectory(work, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The door of one formation, with the keys that the first start generated. */
    public Door formation(String id) {
        return new Door(url, id, keys(id));
    }

    public String url() {
        return url;
    }

    public Path data() {
        return data;
    }

    public ServerProcess process() {
        return process;
    }

    /** All that the server and its database have logged so far. */
    public String log() {
        try {
            return process.output() + new String(Files.readAllBytes(postgresLog()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path postgresLog() {
        return data.resolve("postgres.log");
    }

    @Override
    public void close() {
        process.close();
    }

    private Keys keys(String formation) {
        Properties properties = new Properties();
        try (InputStream file = Files.newInputStream(data.resolve("keys").resolve(formation + ".properties"))) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Keys(properties.getProperty("client_key"), properties.getProperty("admin_key"));
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("The server ended before it answered");
        }
        try {
            return !InsulaClient.builder()
                    .baseUrl(url)
                    .formation("alpha")
                    .build()
                    .health()
                    .status()
                    .isEmpty();
        } catch (InsulaException e) {
            return false;
        }
    }
}
