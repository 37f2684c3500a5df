package io.insula.chat.rest;

import io.insula.chat.NewMessage;
import io.insula.tenant.TenantContext;

/** That an answer will be made later, and where to ask for it. */
public record ChatAccepted(String requestId, String status, String sessionId, String userId) {

    static ChatAccepted of(String requestId, NewMessage message, TenantContext caller) {
        return new ChatAccepted(requestId, "queued", message.sessionId(), caller.sentUserId());
    }
}
