package io.insula.chat.rest;

import io.insula.chat.NewMessage;
import io.insula.kernel.rest.JsonInput;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** What a chat request may say; every option that is not built yet is refused by name. */
final class ChatInput {

    /** Only a bound for reading; the formation's own limit is the service's to know. */
    private static final int LONGEST = 1_000_000;

    private ChatInput() {}

    static NewMessage read(JsonInput input, HttpHeaders headers) {
        NewMessage message = new NewMessage(
                input.requiredString("message", LONGEST), input.string("session_id"), input.string("agent_id"), null);
        if (Boolean.TRUE.equals(input.bool("stream")) || !acceptsJson(headers)) {
            input.fault("stream", "streaming is not supported yet; leave it out and accept JSON", "not_supported");
        }
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
        return message;
    }

    private static boolean acceptsJson(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream().anyMatch(MediaType.APPLICATION_JSON_TYPE::isCompatible);
    }
}
