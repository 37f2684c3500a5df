package io.insula.model;

import io.insula.egress.EgressAnswer;
import io.insula.egress.EgressClient;
import io.insula.egress.EgressRequest;
import io.insula.formation.EmbeddingModel;
import io.insula.formation.ModelEndpoint;
import io.insula.telemetry.Activity;
import io.insula.telemetry.Measure;
import io.insula.telemetry.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Has a model turn texts into vectors. */
@ApplicationScoped
public class EmbeddingClient {

    /** What common providers take at once. */
    private static final int MOST_AT_ONCE = 96;
    /** No component of a vector needs more; a longer number only costs. */
    private static final int LONGEST_NUMBER = 40;

    private final EgressClient client;
    private final ProviderCall calls;
    private final Clock clock;
    private Telemetry telemetry = new Telemetry();

    /** What the container's proxy is made with. */
    protected EmbeddingClient() {
        this(new EgressClient(), new ProviderCall(), Clock.systemUTC());
    }

    @Inject
    public EmbeddingClient(EgressClient client, ProviderCall calls, Clock clock) {
        this.client = client;
        this.calls = calls;
        this.clock = clock;
    }

    /** Notes its doings there; outside a container nowhere. */
    @Inject
    void noteIn(Telemetry place) {
        telemetry = place;
    }

    /**
     * The vectors of the texts, in their order, as the provider gives them.
     *
     * @param formation whose model it is
     * @throws io.insula.kernel.PlatformException as {@link ChatModel#complete}
     */
    public List<float[]> embed(String formation, EmbeddingModel model, List<String> texts) {
        long began = System.nanoTime();
        String outcome = "failed";
        try (Activity activity = telemetry.begin("embed")) {
            activity.with("insula.texts", texts.size());
            List<float[]> vectors = all(formation, model, texts);
            outcome = "ok";
            return vectors;
        } finally {
            telemetry.note(Measure.EMBEDDING, began, "outcome", outcome);
        }
    }

    private List<float[]> all(String formation, EmbeddingModel model, List<String> texts) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += MOST_AT_ONCE) {
            List<String> some = texts.subList(from, Math.min(texts.size(), from + MOST_AT_ONCE));
            vectors.addAll(some(formation, model, some));
        }
        return vectors;
    }

    private List<float[]> some(String formation, EmbeddingModel model, List<String> texts) {
        ModelEndpoint endpoint = model.endpoint();
        JsonArrayBuilder input = Json.PROVIDER.createArrayBuilder();
        // Providers refuse the empty text; a blank one is as near to nothing.
        texts.forEach(text -> input.add(text.isEmpty() ? " " : text));
        String body = Json.PROVIDER
                .createObjectBuilder()
                .add("model", endpoint.name())
                .add("input", input)
                .add("encoding_format", "float")
                .build()
                .toString();
        return calls.run(
                formation,
                endpoint,
                left -> attempt(calls.request(endpoint, "/embeddings", body, left), model, texts.size()),
                () -> false,
                () -> false);
    }

    private List<float[]> attempt(EgressRequest request, EmbeddingModel model, int count) {
        EgressAnswer answer = client.send(request.with("Accept", "application/json"));
        ProviderStatus.check(answer, clock);
        float[][] vectors = new float[count][];
        List<JsonObject> data = Json.objects(Json.object(answer.text()), "data");
        for (int i = 0; i < data.size(); i++) {
            int index = Json.count(data.get(i), "index").orElse(i);
            if (index < count) {
                vectors[index] = vector(data.get(i), model.dimension());
            }
        }
        for (float[] vector : vectors) {
            if (vector == null) {
                throw ProviderException.unusable("The model's provider left vectors out");
            }
        }
        return List.of(vectors);
    }

    private static float[] vector(JsonObject entry, int dimension) {
        if (!(entry.get("embedding") instanceof JsonArray numbers) || numbers.size() != dimension) {
            throw ProviderException.unusable("The model's vectors have another dimension than the formation says");
        }
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = component(numbers.get(i));
        }
        return vector;
    }

    private static float component(JsonValue value) {
        String written = value instanceof JsonNumber ? value.toString() : "";
        float component =
                written.isEmpty() || written.length() > LONGEST_NUMBER ? Float.NaN : Float.parseFloat(written);
        if (!Float.isFinite(component)) {
            throw ProviderException.unusable("The model's vectors hold what is no number");
        }
        return component;
    }
}
