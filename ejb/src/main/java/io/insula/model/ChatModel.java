package io.insula.model;

import io.insula.egress.EgressAnswer;
import io.insula.egress.EgressClient;
import io.insula.egress.EgressRequest;
import io.insula.formation.ModelEndpoint;
import io.insula.formation.TextModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** Has a model complete a prompt: whole, or piece by piece as it speaks. */
@ApplicationScoped
public class ChatModel {

    private static final String EVENT_STREAM = "text/event-stream";
    private static final String JSON = "application/json";

    private final EgressClient client;
    private final ProviderCall calls;
    private final Clock clock;

    /** What the container's proxy is made with. */
    protected ChatModel() {
        this(new EgressClient(), new ProviderCall(), Clock.systemUTC());
    }

    @Inject
    public ChatModel(EgressClient client, ProviderCall calls, Clock clock) {
        this.client = client;
        this.calls = calls;
        this.clock = clock;
    }

    /** The model's answer, without any tool; otherwise as {@link #complete(String, TextModel, List, List, CompletionListener)}. */
    public Completion complete(
            String formation, TextModel model, List<PromptMessage> prompt, CompletionListener listener) {
        return complete(formation, model, prompt, List.of(), listener);
    }

    /**
     * The model's answer.
     *
     * @param formation whose model it is
     * @param tools those that the model may want to have called
     * @param listener hears the pieces, unless it is {@link CompletionListener#NONE}
     * @throws io.insula.kernel.PlatformException SERVICE_UNAVAILABLE with the time to wait if the provider is down, slow,
     *     overrun or left alone; PROVIDER_ERROR if it answers, but not so that it can be used
     */
    public Completion complete(
            String formation,
            TextModel model,
            List<PromptMessage> prompt,
            List<ToolOffer> tools,
            CompletionListener listener) {
        boolean streamed = listener != CompletionListener.NONE;
        CompletionOrder order = new CompletionOrder(prompt, tools);
        String body = order.body(model, streamed);
        AtomicBoolean begun = new AtomicBoolean();
        CompletionListener noting = noting(listener, begun);
        ModelEndpoint endpoint = model.endpoint();
        return calls.run(
                formation,
                endpoint,
                left -> attempt(calls.request(endpoint, "/chat/completions", body, left), order, noting),
                listener::isGone,
                begun::get);
    }

    private Completion attempt(EgressRequest request, CompletionOrder order, CompletionListener listener) {
        return client.stream(
                request.with("Accept", JSON + ", " + EVENT_STREAM),
                listener::isGone,
                (head, body) -> read(head, body, order, listener));
    }

    private Completion read(EgressAnswer head, InputStream body, CompletionOrder order, CompletionListener listener)
            throws IOException {
        ProviderStatus.check(head, clock);
        CompletionReading reading = new CompletionReading(listener);
        String type = head.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith(EVENT_STREAM)) {
            new EventLines(body).forEachData(reading::event);
        } else if (type.startsWith(JSON)) {
            reading.whole(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } else {
            throw ProviderException.unusable("The model's provider answered with another type than JSON");
        }
        return reading.completion(order);
    }

    private static CompletionListener noting(CompletionListener listener, AtomicBoolean begun) {
        return new CompletionListener() {
            @Override
            public void token(String piece) {
                begun.set(true);
                listener.token(piece);
            }

            @Override
            public boolean isGone() {
                return listener.isGone();
            }
        };
    }
}
