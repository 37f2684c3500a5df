package io.insula.embedding;

import io.insula.egress.EgressAnswer;
import io.insula.egress.EgressClient;
import io.insula.egress.EgressLimits;
import io.insula.egress.EgressPolicy;
import io.insula.egress.EgressRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The few calls of OpenSearch's REST interface that an index needs, by GET and POST alone. Each fails with an
 * {@code EgressException} when there is no answer and with an {@code IllegalStateException} when it is not the right one.
 */
final class OpenSearchCalls {

    private static final EgressLimits LIMITS =
            new EgressLimits(Duration.ofSeconds(30), Duration.ofSeconds(60), 64 << 20);
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final EgressClient client;
    private final String address;
    private final Map<String, String> headers;

    /** {@code credentials} are user and password parted by a colon; blank for none. */
    OpenSearchCalls(EgressClient client, String address, String credentials) {
        this.client = client;
        this.address = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        this.headers = credentials.isBlank()
                ? Map.of()
                : Map.of(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(credentials.strip().getBytes(StandardCharsets.UTF_8)));
    }

    /** What lies at the path; empty if nothing does. */
    Optional<JsonObject> get(String path) {
        EgressAnswer answer = client.send(new EgressRequest(uri(path), headers, null, LIMITS));
        return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(read(answer));
    }

    JsonObject post(String path, String body) {
        return read(client.send(new EgressRequest(uri(path), headers, body, LIMITS)));
    }

    static IllegalStateException refusal(int status) {
        String message = "OpenSearch answered with status " + status;
        return status == UNAVAILABLE || status == TOO_MANY
                ? new NotReadyException(message)
                : new IllegalStateException(message);
    }

    /** Asking again in a moment may help. */
    static final class NotReadyException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private NotReadyException(String message) {
            super(message);
        }
    }

    private URI uri(String path) {
        return EgressPolicy.address(address + path);
    }

    private static JsonObject read(EgressAnswer answer) {
        if (!answer.succeeded()) {
            throw refusal(answer.status());
        }
        try (JsonReader reader = Json.createReader(new StringReader(answer.text()))) {
            return reader.readObject();
        } catch (JsonParsingException malformed) {
            throw new IllegalStateException("OpenSearch answered with no JSON", malformed);
        }
    }
}
