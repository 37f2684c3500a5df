package io.insula.chat.rest;

import io.insula.chat.NewMessage;
import io.insula.kernel.rest.JsonInput;
import io.insula.kernel.rest.StreamWish;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * What a chat request may say; every option that is not built yet is refused by name.
 *
 * @param streamed whether the answer is wanted piece by piece
 */
record ChatInput(NewMessage message, boolean streamed) {

    /** Only a bound for reading; the formation's own limit is the service's to know. */
    private static final int LONGEST = 1_000_000;

    static ChatInput read(JsonInput input, HttpHeaders headers) {
        NewMessage message = new NewMessage(
                input.requiredString("message", LONGEST), input.string("session_id"), input.string("agent_id"), null);
        boolean streamed = StreamWish.of(input.bool("stream"), headers);
        String mode = input.string("mode");
        if (mode != null && !mode.equals("sync")) {
            input.fault("mode", "only \"sync\" is supported yet", "not_supported");
        }
        input.reject("files", "request_id", "group_id")
                .rejectUnknown(
                        "message",
                        "session_id",
                        "agent_id",
                        "stream",
                        "mode",
                        "user_id",
                        "files",
                        "request_id",
                        "group_id")
                .check();
        return new ChatInput(message, streamed);
    }
}
