package io.insula.chat.rest;

import io.insula.chat.Said;
import io.insula.input.rest.JsonInput;
import java.time.Instant;
import java.util.List;

/** What a client kept of a session: {@code messages}, oldest first, or nothing. */
final class RestoreInput {

    private static final String MESSAGES = "messages";

    /** Only bounds for reading; the formation's own limits are the service's to know. */
    private static final int LONGEST = 1_000_000;

    private static final int MOST = 10_000;

    private RestoreInput() {}

    static List<Said> read(JsonInput input, Instant now) {
        List<JsonInput> sent = input.objects(MESSAGES, MOST);
        List<Said> messages = sent.stream().map(message -> said(message, now)).toList();
        for (int i = 1; i < messages.size(); i++) {
            Instant before = messages.get(i - 1).at();
            Instant at = messages.get(i).at();
            if (before != null && at != null && at.isBefore(before)) {
                sent.get(i).fault("timestamp", "must not lie before the one of the message before", "out_of_range");
            }
        }
        input.rejectUnknown(MESSAGES, "user_id").check();
        return messages;
    }

    private static Said said(JsonInput message, Instant now) {
        String role = message.requiredString("role", JsonInput.SHORT);
        if (role != null && !role.equals(Said.USER) && !role.equals(Said.ASSISTANT)) {
            message.fault("role", "must be user or assistant", "not_allowed");
        }
        Instant at = message.instant("timestamp");
        if (!message.isSent("timestamp")) {
            message.fault("timestamp", "is required", "missing");
        }
        if (at != null && at.isAfter(now)) {
            message.fault("timestamp", "must not lie in the future", "out_of_range");
        }
        Said said = new Said(role, message.requiredString("content", LONGEST), at);
        message.reject("agent_id", "metadata").rejectUnknown("role", "content", "timestamp", "agent_id", "metadata");
        return said;
    }
}
