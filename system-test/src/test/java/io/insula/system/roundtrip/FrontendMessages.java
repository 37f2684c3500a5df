package io.insula.system.roundtrip;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What one client says to PostgreSQL, passed on unchanged and understood on the way (protocol 3.0, "Message Formats").
 *
 * <p>A message that asks for an answer ends a round trip: Sync, Query, Flush and FunctionCall. A {@code BEGIN} of its own
 * is held back until the client has either gone on or fallen silent: what it says without having had an answer, such as
 * the first statement of the transaction, belongs to the same round trip. Nothing else is held back: a driver that goes on
 * behind it all the same is counted once more, not once less.
 */
final class FrontendMessages {

    /** Query, Sync, Flush and FunctionCall. */
    private static final String ASKING = "QSHF";

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int LENGTH_BYTES = 4;
    private static final int LARGEST = 1 << 28;
    private static final int SILENCE_MILLIS = 1000;

    private final Socket client;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Consumer<RoundTrip> witness;
    private final Map<String, String> prepared = new HashMap<>();
    private final List<String> parsed = new ArrayList<>();
    private final List<String> executed = new ArrayList<>();
    private boolean answerWanted;

    FrontendMessages(Socket client, Socket database, Consumer<RoundTrip> witness) throws IOException {
        this.client = client;
        this.in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(database.getOutputStream()));
        this.witness = witness;
    }

    /** Returns when the client has hung up. */
    void passOn() throws IOException {
        try {
            passOnGreeting();
            while (true) {
                char type = (char) in.readUnsignedByte();
                byte[] body = readBody();
                note(type, body);
                out.writeByte(type);
                write(body);
                if (ASKING.indexOf(type) >= 0) {
                    answerWanted = goesOn(type, body);
                }
                if (!answerWanted) {
                    send(type);
                }
            }
        } catch (EOFException hungUp) {
            out.flush();
        }
    }

    private boolean goesOn(char type, byte[] body) throws IOException {
        boolean begins = type == 'Q' && text(body, 0).toUpperCase(Locale.ROOT).startsWith("BEGIN");
        if (in.available() > 0 || !begins) {
            return in.available() > 0;
        }
        client.setSoTimeout(SILENCE_MILLIS);
        in.mark(1);
        try {
            boolean more = in.read() >= 0;
            in.reset();
            return more;
        } catch (SocketTimeoutException silent) {
            return false;
        } finally {
            client.setSoTimeout(0);
        }
    }

    /** The first messages bear no type; the server's refusal of encryption leads to another. */
    private void passOnGreeting() throws IOException {
        int code;
        do {
            byte[] body = readBody();
            code = ((body[0] & 0xFF) << 24) | ((body[1] & 0xFF) << 16) | ((body[2] & 0xFF) << 8) | (body[3] & 0xFF);
            write(body);
            out.flush();
        } while (code == SSL_REQUEST || code == GSS_REQUEST);
    }

    private void note(char type, byte[] body) {
        switch (type) {
            case 'P' -> {
                String name = text(body, 0);
                String statement = text(body, end(body, 0) + 1);
                prepared.put(name, statement);
                parsed.add(statement);
            }
            case 'B' -> executed.add(prepared.getOrDefault(text(body, end(body, 0) + 1), "?"));
            case 'Q' -> executed.add(text(body, 0));
            default -> {
                // Nothing else names a statement.
            }
        }
    }

    /** Told before the server hears of it, so that nobody can have the answer before the count. */
    private void send(char type) throws IOException {
        if (ASKING.indexOf(type) >= 0) {
            witness.accept(new RoundTrip(List.copyOf(executed.isEmpty() ? parsed : executed)));
            executed.clear();
            parsed.clear();
        }
        out.flush();
    }

    private byte[] readBody() throws IOException {
        int length = in.readInt() - LENGTH_BYTES;
        if (length < 0 || length > LARGEST) {
            throw new IOException("Not a message of PostgreSQL's protocol: its length is " + length);
        }
        return in.readNBytes(length);
    }

    private void write(byte[] body) throws IOException {
        out.writeInt(body.length + LENGTH_BYTES);
        out.write(body);
    }

    private static String text(byte[] body, int from) {
        return new String(body, from, end(body, from) - from, StandardCharsets.UTF_8);
    }

    private static int end(byte[] body, int from) {
        int at = from;
        while (body[at] != 0) {
            at++;
        }
        return at;
    }
}
