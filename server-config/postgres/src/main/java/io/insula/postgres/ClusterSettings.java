package io.insula.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the embedded cluster is told at each start: where it listens, whom it lets in, how careful it is. */
final class ClusterSettings {
    private static final Pattern PORT = Pattern.compile("(?m)^port = (\\d+)$");
    private static final String INCLUDE = "include 'insula.conf'";

    /** Nobody enters unauthenticated, not even over loopback, where any local process could try. */
    private static final String ACCESS =
            """
            # Written by Insula at each start.
            # type database user     address      method
            host   all      postgres 127.0.0.1/32 scram-sha-256
            host   all      postgres ::1/128      scram-sha-256
            host   insula   all      127.0.0.1/32 scram-sha-256
            host   insula   all      ::1/128      scram-sha-256
            """;

    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final int ATTEMPTS = 100;

    private ClusterSettings() {}

    /** Writes the settings; the port of the last start is kept while nobody else has taken it. */
    static int write(Path cluster) throws IOException {
        Path own = cluster.resolve("insula.conf");
        int port = rememberedPort(own);
        if (port == 0 || !isFree(port)) {
            port = freePort();
        }
        Files.writeString(own, settings(port));
        Files.writeString(cluster.resolve("pg_hba.conf"), ACCESS);
        Path main = cluster.resolve("postgresql.conf");
        String text = Files.readString(main);
        if (!text.contains(INCLUDE)) {
            Files.writeString(main, text + "\n" + INCLUDE + "\n");
        }
        return port;
    }

    private static String settings(int port) {
        return """
                # Written by Insula at each start; put settings of your own into postgresql.conf, after the include.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 60
                password_encryption = 'scram-sha-256'
                fsync = on
                synchronous_commit = on
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_line_prefix = '%%m [%%p] %%q%%u@%%d '
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                log_min_error_statement = 'panic'
                log_error_verbosity = 'terse'
                """
                .formatted(port);
    }

    private static int rememberedPort(Path own) throws IOException {
        if (!Files.exists(own)) {
            return 0;
        }
        Matcher matcher = PORT.matcher(Files.readString(own));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * None of those that the system hands out to connections: while the database is away, one of them might get its port,
     * even one that tries to reach it.
     */
    private static int freePort() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("There is no free port for the database");
    }
}
