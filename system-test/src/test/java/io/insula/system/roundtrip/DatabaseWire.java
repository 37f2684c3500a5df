package io.insula.system.roundtrip;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A door before a PostgreSQL on loopback that writes down every round trip of whoever comes through it. */
final class DatabaseWire implements AutoCloseable {

    private static final int WAITING = 64;

    private final ServerSocket door;
    private final int databasePort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<RoundTrip> seen = new ArrayList<>();

    private DatabaseWire(ServerSocket door, int databasePort) {
        this.door = door;
        this.databasePort = databasePort;
    }

    static DatabaseWire before(int databasePort) {
        try {
            ServerSocket door = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
            DatabaseWire wire = new DatabaseWire(door, databasePort);
            start("database wire", wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** The round trips that were made while {@code action} ran. */
    List<RoundTrip> during(Runnable action) {
        synchronized (seen) {
            seen.clear();
        }
        action.run();
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    @Override
    public void close() {
        close(door);
        open.forEach(DatabaseWire::close);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = door.accept();
            Socket database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
            client.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            open.add(client);
            open.add(database);
            start("to the database", () -> forth(client, database));
            start("from the database", () -> back(database, client));
        }
    }

    private void forth(Socket client, Socket database) throws IOException {
        try (client;
                database) {
            new FrontendMessages(client, database, this::note).passOn();
        }
    }

    private void back(Socket database, Socket client) throws IOException {
        try (database;
                client) {
            database.getInputStream().transferTo(client.getOutputStream());
        } finally {
            open.remove(client);
            open.remove(database);
        }
    }

    /**
     * Notes an exchange, but for the empty question that the pool asks a connection after two seconds of rest: it comes
     * with the clock and not with the request.
     */
    private void note(RoundTrip trip) {
        if (trip.statements().stream().allMatch(String::isBlank)) {
            return;
        }
        synchronized (seen) {
            seen.add(trip);
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(String name, Passage passage) {
        Thread thread = new Thread(
                () -> {
                    try {
                        passage.run();
                    } catch (IOException hungUp) {
                        // One side has ended the conversation, or the door is closed: both are how threads end here.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** One direction of one connection. */
    private interface Passage {
        void run() throws IOException;
    }
}
