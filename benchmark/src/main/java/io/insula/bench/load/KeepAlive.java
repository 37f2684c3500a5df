package io.insula.bench.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection, kept as long as the server keeps it. It does as little as it can: client and server share the
 * machine.
 */
final class KeepAlive implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int HUNDRED = 100;
    /** Where the status begins behind {@code HTTP/1.1}. */
    private static final int CODE = 9;

    private static final int CODE_LENGTH = 3;

    private final int port;
    private Socket socket;
    private InputStream in;
    private byte[] body;
    private int retryAfter;

    KeepAlive(int port) throws IOException {
        this.port = port;
        open();
    }

    private void open() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** Sends a whole request and returns the answer's body; anything but success is an error. */
    byte[] exchange(byte[] request) throws IOException {
        int status = send(request);
        if (status / HUNDRED != 2) {
            throw new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }

    /** Sends a whole request and returns the answer's status, whatever it is. */
    int send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
        int length = -1;
        boolean last = false;
        retryAfter = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = number(lower);
            } else if (lower.startsWith("retry-after:")) {
                retryAfter = number(lower);
            }
            last |= lower.equals("connection: close");
        }
        body = length >= 0 ? in.readNBytes(length) : chunks();
        if (last) {
            again();
        }
        return Integer.parseInt(status.substring(CODE, CODE + CODE_LENGTH));
    }

    /** After how many seconds the last answer wants the client to come back; 0 if it does not say. */
    int retryAfter() {
        return retryAfter;
    }

    /** Closes the connection, whatever is under way on it, and opens another. */
    void again() throws IOException {
        close();
        open();
    }

    private static int number(String header) {
        return Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The server has hung up");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
