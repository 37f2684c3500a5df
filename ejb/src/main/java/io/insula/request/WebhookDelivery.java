package io.insula.request;

import io.insula.egress.EgressAnswer;
import io.insula.egress.EgressClient;
import io.insula.egress.EgressException;
import io.insula.egress.EgressLimits;
import io.insula.egress.EgressPolicy;
import io.insula.egress.EgressRequest;
import io.insula.formation.FormationRegistry;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.tenant.CurrentTenant;
import io.insula.work.WorkEnd;
import io.insula.work.WorkHandler;
import io.insula.work.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;

/**
 * Brings the news of an ended request to its webhook. The message carries the work's id, the same at each attempt, so that
 * a receiver recognises one that came before.
 */
@ApplicationScoped
class WebhookDelivery implements WorkHandler {

    private static final EgressLimits LIMITS =
            new EgressLimits(Duration.ofSeconds(10), Duration.ofSeconds(20), 64 << 10);

    @Inject
    RequestService requests;

    @Inject
    RequestStore store;

    @Inject
    RequestTransactions transactions;

    @Inject
    FormationRegistry formations;

    @Inject
    CurrentTenant current;

    @Inject
    EgressClient egress;

    @Inject
    Clock clock;

    @Override
    public String kind() {
        return Webhooks.KIND;
    }

    @Override
    public void handle(WorkItem item) {
        JsonObject order = read(item.payload());
        Request request = requests.get(order.getString(Webhooks.REQUEST));
        String secret = formations.get(current.context().formation()).async().webhookSecret();
        if (secret == null) {
            throw new PlatformException(ErrorCode.CONFLICT, "The formation signs no messages any more");
        }
        String body = body(item, request);
        send(EgressRequest.post(EgressPolicy.address(order.getString(Webhooks.URL)), body, LIMITS)
                .with(Signature.HEADER, Signature.of(body, secret, clock.instant()))
                .with("X-Insula-Delivery", item.id()));
        transactions.delivered(request.id(), item);
    }

    @Override
    public void ended(WorkItem item, WorkEnd how, String code) {
        store.find(read(item.payload()).getString(Webhooks.REQUEST)).ifPresent(request -> request.webhook("dead"));
    }

    private void send(EgressRequest message) {
        try {
            EgressAnswer answer = egress.send(message);
            if (!answer.succeeded()) {
                throw new PlatformException(
                        ErrorCode.SERVICE_UNAVAILABLE, "The webhook answered with status " + answer.status());
            }
        } catch (EgressException e) {
            boolean forbidden = e.reason() == EgressException.Reason.REFUSED;
            throw new PlatformException(
                    forbidden ? ErrorCode.INVALID_REQUEST : ErrorCode.SERVICE_UNAVAILABLE,
                    "The webhook was not reached: " + e.reason());
        }
    }

    private String body(WorkItem item, Request request) {
        JsonObjectBuilder data = Json.createObjectBuilder()
                .add("request_id", request.knownAs())
                .add("status", request.status())
                .add("user_id", current.context().sentUserId())
                .add("tenant", current.context().tenantSlug());
        if (request.sessionId() != null) {
            data.add("session_id", request.sessionId());
        }
        if (request.result() != null) {
            data.add("result", read(request.result()));
        }
        if (request.errorCode() != null) {
            data.add("error", Json.createObjectBuilder().add("code", request.errorCode()));
        }
        return Json.createObjectBuilder()
                .add("id", item.id())
                .add("type", "request." + request.status())
                .add("timestamp", clock.millis())
                .add("formation_id", current.context().formation())
                .add("data", data)
                .build()
                .toString();
    }

    private static JsonObject read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
