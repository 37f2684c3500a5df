package io.insula.connection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of UTF-8 that end in LF or CR LF, each of at most so many bytes. */
final class BoundedLines {

    private final InputStream in;
    private final int longest;
    private final byte[] chunk = new byte[16_384];
    private int filled;
    private int at;

    /** A line went on beyond its bound. */
    static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("A line is too long");
        }
    }

    BoundedLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line without its end, or null if there is none. */
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (at < filled || fill()) {
            int end = at;
            while (end < filled && chunk[end] != '\n') {
                end++;
            }
            line.write(chunk, at, end - at);
            if (line.size() > longest) {
                throw new TooLongException();
            }
            at = end;
            if (end < filled) {
                at++;
                return text(line);
            }
        }
        return line.size() == 0 ? null : text(line);
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(chunk));
        return filled > 0;
    }

    private static String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
