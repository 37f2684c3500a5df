package io.insula.embedding;

import io.insula.formation.EmbeddingModel;
import io.insula.formation.Formation;
import io.insula.model.EmbeddingClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * What texts mean to the model of their formation: the one inside this process, or one that is called over the network.
 * Either takes time, so it is never asked inside a transaction.
 */
@ApplicationScoped
public class Meanings {

    /** What endpoints take of one text; what stands behind no longer moves its vector, as inside the process. */
    private static final int LONGEST = 6000;

    @Inject
    Embedder inside;

    @Inject
    EmbeddingClient outside;

    /** The name of the formation's model, stored beside each vector: vectors of two models are never compared. */
    public String model(Formation formation) {
        EmbeddingModel called = formation.models().embedding();
        // Under one label an endpoint may serve vectors of several lengths.
        return called == null ? inside.model() : called.endpoint().label() + "@" + called.dimension();
    }

    /** What the text means. */
    public Meaning of(Formation formation, String text) {
        return ofAll(formation, List.of(text)).get(0);
    }

    /**
     * What the texts mean, in their order.
     *
     * @throws io.insula.kernel.PlatformException SERVICE_UNAVAILABLE if the model cannot take them now, PROVIDER_ERROR if
     *     an endpoint answers, but not so that it can be used
     */
    public List<Meaning> ofAll(Formation formation, List<String> texts) {
        if (texts.isEmpty()) {
            return List.of();
        }
        String model = model(formation);
        return vectors(formation, texts).stream()
                .map(vector -> new Meaning(model, vector))
                .toList();
    }

    private List<float[]> vectors(Formation formation, List<String> texts) {
        EmbeddingModel called = formation.models().embedding();
        if (called == null) {
            return inside.embedAll(texts);
        }
        List<String> bounded = texts.stream().map(Meanings::bounded).toList();
        return outside.embed(formation.id(), called, bounded).stream()
                .map(Vectors::normalize)
                .toList();
    }

    private static String bounded(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}
