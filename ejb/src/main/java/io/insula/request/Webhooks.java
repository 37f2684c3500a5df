package io.insula.request;

import io.insula.egress.EgressException;
import io.insula.egress.EgressPolicy;
import io.insula.formation.AsyncSettings;
import io.insula.formation.FormationRegistry;
import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import io.insula.request.entity.RequestEntity;
import io.insula.tenant.TenantBinding;
import io.insula.work.WorkItem;
import io.insula.work.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.List;

/** Decides who is told that a request has ended, and puts the message into the queue. */
@ApplicationScoped
class Webhooks {

    static final String KIND = "webhook";
    static final String REQUEST = "request_id";
    static final String URL = "url";

    private static final String FIELD = "webhook_url";

    @Inject
    TenantBinding binding;

    @Inject
    FormationRegistry formations;

    @Inject
    WorkQueue queue;

    /** Refuses an address that no message will ever go to; which hosts may be called shows only when one is. */
    void check(String url) {
        if (url == null) {
            return;
        }
        if (settings().webhookSecret() == null) {
            throw fault("needs a formation with async.webhook_secret, by which messages are signed", "not_supported");
        }
        try {
            EgressPolicy.address(url);
        } catch (EgressException e) {
            throw fault(e.getMessage(), "malformed");
        }
    }

    /** Tells of an end in the transaction that brings it, on behalf of the caller. */
    void announce(RequestEntity request, String url) {
        String target = target(url);
        if (target != null) {
            request.webhook("pending");
            queue.add(KIND, message(request, target), null);
        }
    }

    /** The same, where the server itself ends the request: on behalf of whoever asked for the work. */
    void announceOnBehalfOf(WorkItem item, RequestEntity request, String url) {
        String target = target(url);
        if (target != null) {
            request.webhook("pending");
            queue.addLike(item, KIND, message(request, target));
        }
    }

    private String target(String url) {
        AsyncSettings settings = settings();
        return url == null && settings.webhookSecret() != null ? settings.webhookUrl() : url;
    }

    private AsyncSettings settings() {
        return formations.get(binding.formation()).async();
    }

    private static String message(RequestEntity request, String url) {
        return Json.createObjectBuilder()
                .add(REQUEST, request.id())
                .add(URL, url)
                .build()
                .toString();
    }

    private static PlatformException fault(String message, String type) {
        return PlatformException.invalidParams(List.of(new FieldFault(FIELD, message, type)));
    }
}
