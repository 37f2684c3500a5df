package io.insula.system.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** A request in the making, free to be as wrong as a test wants it. */
public final class Asking {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final HttpRequest.Builder request;
    private final String method;

    public Asking(String method, String url) {
        request =
                HttpRequest.newBuilder(URI.create(url)).timeout(LONGEST_ANSWER).method(method, BodyPublishers.noBody());
        this.method = method;
    }

    /** Adds a header; the same name twice sends two lines. */
    public Asking header(String name, String value) {
        request.header(name, value);
        return this;
    }

    public Asking clientKey(String key) {
        return header("X-Muxi-Client-Key", key);
    }

    public Asking adminKey(String key) {
        return header("X-Muxi-Admin-Key", key);
    }

    public Asking user(String userId) {
        return header("X-Muxi-User-Id", userId);
    }

    public Asking tenant(String tenant) {
        return header("X-Muxi-Tenant-Id", tenant);
    }

    public Asking accepting(String mediaType) {
        return header("Accept", mediaType);
    }

    /** Sends a map as JSON; an empty map is an empty object. */
    public Asking json(Map<String, ?> body) {
        try {
            return text("application/json", MAPPER.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a text as it is, whether or not it is what its type says. */
    public Asking text(String contentType, String body) {
        request.method(method, BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)));
        return contentType == null ? this : header("Content-Type", contentType);
    }

    /** Reads the answer while it arrives, until a line holds the text; false if the answer ends without it. */
    public boolean hears(String text) {
        return hears(line -> line.contains(text));
    }

    /** Reads the answer line by line while it arrives, until a line is what was waited for; false if none is. */
    public boolean hears(Predicate<String> awaited) {
        try {
            HttpResponse<InputStream> answer = HTTP.send(request.build(), BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                return lines.lines().anyMatch(awaited);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while listening", e);
        }
    }

    public Answer send() {
        try {
            return Answer.of(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while asking", e);
        }
    }
}
