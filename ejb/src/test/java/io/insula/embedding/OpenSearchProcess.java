package io.insula.embedding;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An OpenSearch that lies unpacked under {@code insula.opensearch.home}, run on loopback by a JDK of its own. */
final class OpenSearchProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final Process process;
    private final int port;

    private OpenSearchProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static OpenSearchProcess start() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("insula.opensearch.home"));
        int port = freePort();
        Path log = home.resolve("process.log");
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to run as root; a namespace of its own takes that away, as for the embedded PostgreSQL.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                home.resolve("bin/opensearch").toString(),
                "-Ediscovery.type=single-node",
                "-Enetwork.host=127.0.0.1",
                // What an earlier run left would still be recovering when the first test asks.
                "-Epath.data=" + Files.createTempDirectory(home, "data-"),
                "-Ehttp.port=" + port,
                "-Etransport.port=" + freePort()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("OPENSEARCH_JAVA_HOME", System.getProperty("insula.opensearch.jdk"));
        builder.environment().put("OPENSEARCH_JAVA_OPTS", "-Xms512m -Xmx512m");
        OpenSearchProcess started = new OpenSearchProcess(builder.start(), port);
        try {
            started.await(log);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            started.close();
            throw failed;
        }
        return started;
    }

    int port() {
        return port;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    private void await(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("OpenSearch did not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address()).toURL().openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
