package io.insula.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends calls to one formation and reads the answers, errors included. */
final class Connection {

    private static final String LINES = "application/x-ndjson";
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final HttpClient http;
    private final String root;
    private final Duration requestTimeout;
    private final int retries;
    private final Duration longestWait;

    Connection(InsulaClientBuilder settings) {
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // A redirect would carry the keys to wherever it points.
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .build();
        root = settings.root();
        requestTimeout = settings.requestTimeout();
        retries = settings.retries();
        longestWait = settings.longestWait();
    }

    /** Asks for one thing; the MUXI envelope around it, where there is one, is taken off. */
    <T> T ask(Call call, Map<String, String> headers, Class<T> type) {
        JsonNode data = data(send(call, headers), call);
        try {
            return Json.as(type, data);
        } catch (IOException e) {
            throw notOurs(call);
        }
    }

    /** Asks for a slice of the list that the answer calls {@code name}. */
    <T> Page<T> askPage(Call call, Map<String, String> headers, String name, Class<T> type) {
        JsonNode data = data(send(call, headers), call);
        if (!data.path(name).isArray()) {
            throw notOurs(call);
        }
        try {
            return new Page<>(
                    Json.listOf(type, data.path(name)), data.path("next_cursor").textValue());
        } catch (IOException e) {
            throw notOurs(call);
        }
    }

    /** Sends lines and asks for what came of them. They are sent once: what was read cannot be read again. */
    <T> T send(Call call, BodyPublisher lines, Map<String, String> headers, Class<T> type) {
        HttpRequest request = addressed(call, headers, "application/json, application/problem+json")
                .header("Content-Type", LINES)
                .method(call.method(), lines)
                .build();
        HttpResponse<byte[]> answer = exchange(request, call);
        if (answer.statusCode() < OK || answer.statusCode() >= REDIRECT) {
            throw new InsulaException(
                    Refusal.of(answer.statusCode(), answer.headers(), tree(answer.body()), Clock.systemUTC()));
        }
        try {
            return Json.as(type, data(answer, call));
        } catch (IOException e) {
            throw notOurs(call);
        }
    }

    /** Asks for lines and hands each on while the rest is still on its way. */
    void lines(Call call, Map<String, String> headers, Consumer<String> line) {
        HttpRequest request = request(call, headers, LINES + ", application/problem+json");
        try (InputStream stream = stream(request, call);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String next = reader.readLine(); next != null; next = reader.readLine()) {
                line.accept(next);
            }
        } catch (IOException e) {
            throw new InsulaException(InsulaException.UNREACHABLE, call.route() + " broke off: " + reason(e), e);
        }
    }

    private InputStream stream(HttpRequest request, Call call) throws IOException {
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() == OK) {
                return answer.body();
            }
            try (InputStream refusal = answer.body()) {
                throw new InsulaException(Refusal.of(
                        answer.statusCode(), answer.headers(), tree(refusal.readAllBytes()), Clock.systemUTC()));
            }
        } catch (InterruptedException e) {
            throw interrupted(call, e);
        }
    }

    /** Sends a call whose answer says nothing but that it succeeded. */
    void tell(Call call, Map<String, String> headers) {
        send(call, headers);
    }

    /** Asks for an answer that comes in events; returns what stands in the one called {@code done}. */
    <T> T follow(Call call, Map<String, String> headers, Consumer<JsonNode> pieces, Class<T> type) {
        HttpRequest request = request(call, headers, "text/event-stream, application/json;q=0.5");
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() < OK || answer.statusCode() >= REDIRECT) {
                    throw new InsulaException(Refusal.of(
                            answer.statusCode(), answer.headers(), tree(body.readAllBytes()), Clock.systemUTC()));
                }
                return done(Events.of(body), answer, pieces, type).orElseThrow(() -> cutOff(call, null));
            }
        } catch (IOException e) {
            throw cutOff(call, e);
        } catch (InterruptedException e) {
            throw interrupted(call, e);
        }
    }

    private static <T> Optional<T> done(Events events, HttpResponse<?> answer, Consumer<JsonNode> pieces, Class<T> type)
            throws IOException {
        for (Events.Event event = events.next(); event != null; event = events.next()) {
            JsonNode data = tree(event.data().getBytes(StandardCharsets.UTF_8));
            if (event.name().equals("done")) {
                return Optional.of(Json.as(type, data));
            }
            if (event.name().equals("error")) {
                throw new InsulaException(Refusal.of(answer.statusCode(), answer.headers(), data, Clock.systemUTC()));
            }
            pieces.accept(data);
        }
        return Optional.empty();
    }

    private InsulaException cutOff(Call call, IOException cause) {
        return new InsulaException(
                InsulaException.UNREACHABLE,
                call.route() + " was cut off by " + root + (cause == null ? "" : ": " + reason(cause)),
                cause);
    }

    /** Where it leads. */
    @Override
    public String toString() {
        return root;
    }

    private HttpResponse<byte[]> send(Call call, Map<String, String> headers) {
        HttpRequest request = request(call, headers, "application/json, application/problem+json");
        for (int attempt = 0; ; attempt++) {
            HttpResponse<byte[]> answer = exchange(request, call);
            if (answer.statusCode() >= OK && answer.statusCode() < REDIRECT) {
                return answer;
            }
            Refusal refusal = Refusal.of(answer.statusCode(), answer.headers(), tree(answer.body()), Clock.systemUTC());
            if (attempt == retries || !worthAnotherTry(call, refusal)) {
                throw new InsulaException(refusal);
            }
            pause(refusal.retryAfter(), call);
        }
    }

    /** Only what changes nothing is sent twice, and only when the server said when. */
    private boolean worthAnotherTry(Call call, Refusal refusal) {
        return call.method().equals("GET")
                && List.of(TOO_MANY_REQUESTS, UNAVAILABLE).contains(refusal.status())
                && refusal.retryAfter() != null
                && refusal.retryAfter().compareTo(longestWait) <= 0;
    }

    private HttpRequest request(Call call, Map<String, String> headers, String accept) {
        HttpRequest.Builder request = addressed(call, headers, accept);
        if (call.body() == null) {
            return request.method(call.method(), BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(call.method(), BodyPublishers.ofByteArray(Json.write(call.body())))
                .build();
    }

    private HttpRequest.Builder addressed(Call call, Map<String, String> headers, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + call.target()))
                .timeout(requestTimeout)
                .header("Accept", accept);
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<byte[]> exchange(HttpRequest request, Call call) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new InsulaException(
                    InsulaException.UNREACHABLE, call.route() + " had no answer from " + root + ": " + reason(e), e);
        } catch (InterruptedException e) {
            throw interrupted(call, e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static void pause(Duration wait, Call call) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(call, e);
        }
    }

    private static InsulaException interrupted(Call call, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new InsulaException(InsulaException.UNREACHABLE, call.route() + " was interrupted", e);
    }

    private static JsonNode data(HttpResponse<byte[]> answer, Call call) {
        JsonNode body = tree(answer.body());
        if (!body.isContainerNode()) {
            throw notOurs(call);
        }
        return body.has("data") && body.has("success") ? body.get("data") : body;
    }

    private static JsonNode tree(byte[] body) {
        try {
            return Json.read(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static InsulaException notOurs(Call call) {
        // Without the cause: a parser's message quotes what it read.
        return new InsulaException(
                InsulaException.INVALID_ANSWER,
                call.route() + " was answered by something that does not speak this protocol: check the base URL",
                null);
    }
}
