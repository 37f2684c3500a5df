package io.insula.connection.testing;

import io.insula.connection.testing.ToolServer.Deed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tools that tell what a program sees. */
final class Sights {

    private static final int PATIENCE_MILLIS = 2000;

    static final Map<String, Deed> TOOLS = Map.of(
            "echo", with -> with,
            "environment", with -> environment(),
            "status", with -> Files.readString(Path.of("/proc/self/status")),
            "processes", with -> names(Path.of("/proc")),
            "environments", with -> environments(),
            "list", with -> names(Path.of(with)),
            "read", with -> Files.readString(Path.of(with), StandardCharsets.ISO_8859_1),
            "write", with -> Files.writeString(Path.of(with), "written").toString(),
            "send", Sights::send);

    private Sights() {}

    private static String environment() {
        return new TreeMap<>(System.getenv())
                .entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    private static String names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.joining("\n"));
        }
    }

    /** All that can be read of the environments of processes, its own among them. */
    private static String environments() throws IOException {
        StringBuilder read = new StringBuilder();
        for (String name : names(Path.of("/proc")).split("\n", -1)) {
            if (name.matches("[0-9]+")) {
                try {
                    read.append(Files.readString(Path.of("/proc", name, "environ"), StandardCharsets.ISO_8859_1));
                } catch (IOException refused) {
                    read.append('[').append(name).append(" refused]");
                }
            }
        }
        return read.toString();
    }

    /** Sends a text to a port of this machine, and tells the beginning of the answer: {@code PORT TEXT}. */
    private static String send(String with) throws IOException {
        String[] parts = with.split(" ", 2);
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(parts[0])),
                    PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(parts[1].getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            byte[] answer = new byte[4096];
            int count = Math.max(0, socket.getInputStream().read(answer));
            return new String(answer, 0, count, StandardCharsets.ISO_8859_1);
        }
    }
}
