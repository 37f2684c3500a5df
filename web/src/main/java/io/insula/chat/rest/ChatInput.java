package io.insula.chat.rest;

import io.insula.chat.NewMessage;
import io.insula.input.rest.JsonInput;
import io.insula.input.rest.StreamWish;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * What a chat request may say; every option that is not built yet is refused by name.
 *
 * @param streamed whether the answer is wanted piece by piece
 * @param deferred whether it is wanted later
 * @param either whether the client did not say, and takes it as it comes
 * @param webhookUrl who is told when it is there; null for the formation's webhook
 */
record ChatInput(NewMessage message, boolean streamed, boolean deferred, boolean either, String webhookUrl) {

    /** Only a bound for reading; the formation's own limit is the service's to know. */
    private static final int LONGEST = 1_000_000;

    private static final int LONGEST_URL = 2_000;

    static ChatInput read(JsonInput input, HttpHeaders headers, String turnId) {
        NewMessage message = new NewMessage(
                input.requiredString("message", LONGEST),
                input.string("session_id"),
                input.string("agent_id"),
                turnId,
                name(input));
        String mode = input.string("mode");
        if (mode != null && !mode.equals("sync") && !mode.equals("async")) {
            input.fault("mode", "must be sync or async", "unknown");
        }
        boolean deferred = "async".equals(mode);
        Boolean stream = input.bool("stream");
        if (deferred && Boolean.TRUE.equals(stream)) {
            input.fault("stream", "cannot be combined with mode async: follow /events instead", "conflict");
        }
        String webhookUrl = input.optionalString("webhook_url", LONGEST_URL);
        if (webhookUrl != null && !deferred) {
            input.fault("webhook_url", "needs mode async", "conflict");
        }
        input.reject("files", "group_id")
                .rejectUnknown(
                        "message",
                        "session_id",
                        "agent_id",
                        "stream",
                        "mode",
                        "webhook_url",
                        "user_id",
                        "files",
                        "request_id",
                        "group_id")
                .check();
        boolean streamed = !deferred && StreamWish.of(stream, headers);
        return new ChatInput(message, streamed, deferred, mode == null && !streamed, webhookUrl);
    }

    private static String name(JsonInput input) {
        String name = input.string("request_id");
        if (name != null && !NewMessage.isName(name)) {
            input.fault(
                    "request_id",
                    "must be 1 to 255 of the characters A-Z a-z 0-9 _ . : - and begin with a letter or digit",
                    "malformed");
        }
        return name;
    }
}
