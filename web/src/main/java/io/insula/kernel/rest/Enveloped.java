package io.insula.kernel.rest;

import java.time.Clock;

/** An answer in its envelope, for whoever keeps it without sending it. */
public final class Enveloped {

    private Enveloped() {}

    /** Which request it answers. */
    public record Sent(String requestId, String idempotencyKey) {}

    /** What the route would have sent for this data, which is JSON already. */
    public static String of(String object, String type, Sent sent, String data) {
        Envelope envelope = new Envelope(
                sent.requestId(), sent.idempotencyKey(), Clock.systemUTC().millis());
        return envelope.open(object, type) + data + Envelope.close();
    }
}
