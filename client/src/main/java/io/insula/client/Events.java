package io.insula.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads server-sent events one by one, as the HTML standard defines them. */
final class Events {

    private static final String UNNAMED = "message";

    private final BufferedReader lines;

    private Events(BufferedReader lines) {
        this.lines = lines;
    }

    /**
     * One event.
     *
     * @param name {@code message} where the server gave none
     * @param id empty where the server gave none
     */
    record Event(String name, String id, String data) {}

    static Events of(InputStream body) {
        return new Events(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
    }

    /** The next event that carries data; null at the end. */
    Event next() throws IOException {
        String name = UNNAMED;
        String id = "";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    return new Event(name, id, data.substring(0, data.length() - 1));
                }
                name = UNNAMED;
            } else if (line.startsWith("data:")) {
                data.append(value(line)).append('\n');
            } else if (line.startsWith("event:")) {
                name = value(line);
            } else if (line.startsWith("id:")) {
                id = value(line);
            }
        }
        return null;
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
