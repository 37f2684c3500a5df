package io.insula.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes requests to the server, and asks a few of them itself while the data is prepared. */
final class Door {

    private static final Pattern ID = Pattern.compile("\"id\":\"((?:mem|sess)_[0-9a-z]+)\"");

    private final int port;
    private final String key;

    Door(int port, String key) {
        this.port = port;
        this.key = key;
    }

    byte[] anonymous(String path) {
        return bytes("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n");
    }

    byte[] get(String user, String path) {
        return bytes("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + known(user) + "\r\n");
    }

    byte[] post(String user, String path, String json) {
        return bytes("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + known(user)
                + "Content-Type: application/json\r\nContent-Length: " + bytes(json).length + "\r\n\r\n" + json);
    }

    /** Sends one request at once; returns the id of what it made. */
    String make(byte[] request) throws IOException {
        try (KeepAlive connection = new KeepAlive(port)) {
            String answer = new String(connection.exchange(request), StandardCharsets.UTF_8);
            Matcher id = ID.matcher(answer);
            if (!id.find()) {
                throw new IOException("No id in " + answer);
            }
            return id.group(1);
        }
    }

    String remember(String user, String content) throws IOException {
        return make(post(user, "/v1/memories", "{\"content\":\"" + content + "\"}"));
    }

    private String known(String user) {
        return "Accept: application/json\r\nX-Muxi-Client-Key: " + key + "\r\nX-Muxi-User-Id: " + user + "\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
