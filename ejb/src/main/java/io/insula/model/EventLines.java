package io.insula.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * The data of a stream of server-sent events, as far as providers use them: lines end in LF or CR LF, each {@code data:}
 * line is an event of its own, and whatever else there is says nothing.
 */
final class EventLines {

    private static final int LONGEST_LINE = 1 << 20;
    private static final String DATA = "data:";

    private final InputStream in;
    private final byte[] chunk = new byte[8192];
    private int filled;
    private int at;

    EventLines(InputStream in) {
        this.in = in;
    }

    /** Hands each event over as soon as its line has come, until the consumer wants no more or the stream ends. */
    void forEachData(Predicate<String> wantsMore) throws IOException {
        for (String line = next(); line != null; line = next()) {
            if (line.startsWith(DATA)
                    && !wantsMore.test(line.substring(DATA.length()).strip())) {
                return;
            }
        }
    }

    private String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = octet(); octet >= 0; octet = octet()) {
            if (octet == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            if (line.size() == LONGEST_LINE) {
                throw ProviderException.unusable("The model's provider wrote a line without end");
            }
            line.write(octet);
        }
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    private int octet() throws IOException {
        if (at == filled) {
            filled = Math.max(0, in.read(chunk));
            at = 0;
            if (filled == 0) {
                return -1;
            }
        }
        return chunk[at++] & 0xff;
    }
}
