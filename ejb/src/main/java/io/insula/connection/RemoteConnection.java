package io.insula.connection;

import io.insula.egress.EgressAnswer;
import io.insula.egress.EgressClient;
import io.insula.egress.EgressException;
import io.insula.egress.EgressLimits;
import io.insula.egress.EgressRequest;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The line to a server over streamable HTTP: each message is a POST, whose answer is a message or a stream of events with
 * one among them. Nothing is listened to beyond that.
 */
final class RemoteConnection implements Connection {

    private static final String SESSION = "mcp-session-id";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);
    /** What a server may ask while it answers one call: each costs a message of ours. */
    private static final int MOST_REQUESTS = 16;

    private final String server;
    private final RemoteServer target;
    private final EgressClient egress;
    private final int mostBytes;
    private final AtomicLong ids = new AtomicLong();
    private volatile String session;
    private volatile String version;
    private volatile boolean over;

    RemoteConnection(String server, RemoteServer target, EgressClient egress, int mostBytes) {
        this.server = server;
        this.target = target;
        this.egress = egress;
        this.mostBytes = mostBytes;
    }

    @Override
    public JsonObject ask(String method, JsonObject params, Duration timeout) {
        long id = ids.incrementAndGet();
        Call call = new Call(id, System.nanoTime() + timeout.toNanos());
        JsonObject response = send(Rpc.request(id, method, params), timeout, (head, body) -> answer(call, head, body));
        return Rpc.result(server, response);
    }

    @Override
    public void tell(String method, JsonObject params, Duration timeout) {
        send(Rpc.notification(method, params), timeout, (head, body) -> "");
    }

    @Override
    public void agreed(String protocolVersion) {
        version = protocolVersion;
    }

    /** Reads what came with a status of success. */
    private interface Reading<T> {
        T read(EgressAnswer head, InputStream body) throws IOException;
    }

    private <T> T send(JsonObject message, Duration timeout, Reading<T> reading) {
        if (over) {
            throw new LostException();
        }
        EgressLimits limits = new EgressLimits(timeout, timeout, mostBytes);
        EgressRequest request = new EgressRequest(target.endpoint(), headers(), message.toString(), limits);
        try {
            return egress.stream(request, () -> over, (head, body) -> {
                check(head);
                head.header(SESSION).ifPresent(given -> session = given);
                return reading.read(head, body);
            });
        } catch (EgressException e) {
            throw RemoteStatus.of(server, e);
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        target.headers().forEach((name, value) -> {
            // What ends a line would begin a header of its own.
            if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
                throw Failures.unusable(server, "cannot be sent the headers that are declared for it");
            }
            headers.put(name, value);
        });
        headers.put("Accept", "application/json, text/event-stream");
        headers.put("Content-Type", "application/json");
        if (session != null) {
            headers.put(SESSION, session);
        }
        if (version != null) {
            headers.put("mcp-protocol-version", version);
        }
        return headers;
    }

    private void check(EgressAnswer head) {
        if (head.status() == 404 && session != null) {
            // The server has forgotten the session and has done nothing: a new one may be begun.
            over = true;
            throw new LostException();
        }
        RemoteStatus.check(server, head);
    }

    /** One that waits for its answer, and until when. */
    private record Call(long id, long until) {

        boolean isAnsweredBy(JsonObject message) {
            return !Rpc.isNotification(message) && Rpc.idOf(message) == id;
        }

        /** For a message on the way: no longer than the call itself may take. */
        Duration patience() {
            Duration left = Duration.ofNanos(until - System.nanoTime());
            return left.compareTo(ANSWER_PATIENCE) < 0 ? left : ANSWER_PATIENCE;
        }
    }

    private JsonObject answer(Call call, EgressAnswer head, InputStream body) throws IOException {
        String type = head.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        Optional<JsonObject> answer = type.startsWith("text/event-stream")
                ? among(new BoundedLines(body, mostBytes), call)
                : Rpc.read(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        return answer.filter(message -> Rpc.idOf(message) == call.id())
                .orElseThrow(() -> Failures.unusable(server, "sent no answer of MCP"));
    }

    /** The event that answers; a request of the server on the way is answered by a message of its own. */
    private Optional<JsonObject> among(BoundedLines lines, Call call) throws IOException {
        StringBuilder data = new StringBuilder();
        int requests = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.startsWith("data:")) {
                data.append(line.substring("data:".length()).strip());
            } else if (line.isEmpty() && data.length() > 0) {
                Optional<JsonObject> message = Rpc.read(data.toString());
                data.setLength(0);
                if (message.filter(Rpc::isRequest).isPresent()) {
                    requests++;
                    reply(message.get(), requests, call);
                } else if (message.isEmpty() || call.isAnsweredBy(message.get())) {
                    return message;
                }
            }
        }
        return data.length() == 0 ? Optional.empty() : Rpc.read(data.toString());
    }

    private void reply(JsonObject request, int requests, Call call) {
        if (requests > MOST_REQUESTS) {
            throw Failures.unusable(server, "asks without end instead of answering");
        }
        Duration patience = call.patience();
        if (patience.isNegative() || patience.isZero()) {
            throw Failures.tooSlow(server);
        }
        send(Rpc.answerTo(request), patience, (head, body) -> "");
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void look() {
        // The way out has its own limits.
    }

    @Override
    public void end() {
        over = true;
    }
}
