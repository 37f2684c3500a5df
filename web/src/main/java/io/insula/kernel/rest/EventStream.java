package io.insula.kernel.rest;

import jakarta.json.bind.Jsonb;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events on their way to one client. Each is flushed at once; a client that has left makes it fail. */
public final class EventStream {

    private static final Jsonb JSONB = new JsonbProvider().getContext(EventStream.class);

    /** So much of an answer the JAX-RS runtime holds back, whatever is flushed, in order to count it. */
    private static final int HELD_BACK = 8_192;

    private final OutputStream wire;

    public EventStream(OutputStream wire) {
        this.wire = wire;
    }

    /** Lets the client know that the stream is there, and goes past what would be held back. */
    public void open() throws IOException {
        write(": " + " ".repeat(HELD_BACK) + "\n\n");
    }

    /** Sends something without a name: what clients of a stream hear by default. */
    public void send(Object data) throws IOException {
        write("data: " + json(data) + "\n\n");
    }

    /** Sends something under a name. */
    public void send(String event, Object data) throws IOException {
        write("event: " + event + "\ndata: " + json(data) + "\n\n");
    }

    /** Sends something under a name and an id, from which the client may go on later. */
    public void send(String event, String id, Object data) throws IOException {
        write("id: " + id + "\nevent: " + event + "\ndata: " + json(data) + "\n\n");
    }

    /** Sends what no client hears: it keeps proxies from closing, and tells whether anybody is there. */
    public void beat() throws IOException {
        write(": beat\n\n");
    }

    /** Sends why there is no more, in the words of any other answer. */
    public void fail(Throwable thrown, String requestId) throws IOException {
        Failure failure = FailureReading.read(thrown);
        FailureFilter.log(failure, requestId);
        send("error", new Failed(failure.code().name(), failure.message(), requestId, failure.retrySeconds()));
    }

    /** The status that this failure would have had for itself. */
    public static int statusOf(Throwable thrown) {
        return ErrorStatus.of(FailureReading.read(thrown).code()).status();
    }

    /** How a stream ends that was not finished. */
    public record Failed(String code, String message, String requestId, Long retryAfter) {}

    /** Texts that are JSON already go as they are. */
    private static String json(Object data) {
        return data instanceof String text ? text : JSONB.toJson(data);
    }

    /** JSON as the records of answers become it. */
    public static String toJson(Object data) {
        return JSONB.toJson(data);
    }

    private void write(String text) throws IOException {
        wire.write(text.getBytes(StandardCharsets.UTF_8));
        wire.flush();
    }
}
