package io.insula.chat.rest;

import io.insula.chat.NewMessage;
import io.insula.tenant.TenantContext;

/** That an answer will be made later, and where to ask for it. */
public record ChatAccepted(String id, String requestId, String status, String sessionId, String userId) {

    static ChatAccepted of(String id, NewMessage message, TenantContext caller) {
        String knownAs = message.name() == null ? id : message.name();
        return new ChatAccepted(id, knownAs, "queued", message.sessionId(), caller.sentUserId());
    }
}
