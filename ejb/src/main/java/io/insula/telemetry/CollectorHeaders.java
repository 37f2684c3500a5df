package io.insula.telemetry;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a collector is told with each sending so that it lets the house in. It is read from a file, and anew for each
 * sending, so that a changed credential needs no restart. What the file says is shown to nobody else: complaints name the
 * line alone.
 */
final class CollectorHeaders implements Supplier<Map<String, String>> {

    private static final Logger LOG = System.getLogger(CollectorHeaders.class.getName());
    private static final int MOST_BYTES = 16_384;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]([\\t\\x20-\\x7e]*[\\x21-\\x7e])?");
    /** They belong to the sending itself. */
    private static final Set<String> RESERVED = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "transfer-encoding",
            "upgrade");

    private final Path file;
    private volatile Map<String, String> last;

    /**
     * Reads the file for the first time.
     *
     * @throws IllegalArgumentException naming the file, and the line that is wrong
     */
    CollectorHeaders(Path file) {
        this.file = file;
        this.last = read(file);
    }

    /** A file that cannot be read at the moment, such as one that is being written, leaves the last ones in force. */
    @Override
    public Map<String, String> get() {
        try {
            last = read(file);
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, e.getMessage() + "; what it said before stays in force");
        }
        return last;
    }

    private static Map<String, String> read(Path file) {
        String place = TelemetryConfiguration.HEADERS_FILE.name() + ": " + file;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException(place + " is larger than " + MOST_BYTES + " bytes");
            }
            return parse(place, Files.readAllLines(file));
        } catch (IOException e) {
            // What Java says of a wrong character is of no use, and the reason that it quotes might be.
            throw new IllegalArgumentException(
                    place + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    static Map<String, String> parse(String place, List<String> lines) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int end = line.indexOf('=');
            String name = end < 0 ? "" : line.substring(0, end).strip();
            String value = line.substring(end + 1).strip();
            if (!isHeader(name, value) || headers.put(name, value) != null) {
                throw new IllegalArgumentException(place + ": line " + (i + 1)
                        + " is no header of its own in the form name=value that a collector can be sent");
            }
        }
        return Map.copyOf(headers);
    }

    private static boolean isHeader(String name, String value) {
        return NAME.matcher(name).matches()
                && VALUE.matcher(value).matches()
                && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return "CollectorHeaders[" + file + "]";
    }
}
