package io.insula.embedding;

import io.insula.telemetry.Activity;
import io.insula.telemetry.Measure;
import io.insula.telemetry.Telemetry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Logger;

/**
 * Text to vector, in this process and offline: what is near in meaning is near in direction. Vectors have length one,
 * so their dot product is their cosine.
 *
 * <p>A text alone decides its vector. The weights are quantised over the activations of a whole batch, so computing
 * texts together would move each vector (measured: cosines down to 0.98 against the text alone, for a quarter less time);
 * therefore each is computed alone, and no text of one tenant can be felt in the vector of another. Nothing is cached:
 * a cache shared by tenants would tell by its speed what others have said.
 *
 * <p>The model reads 256 tokens at once. A longer text is read in windows of that size, whose token vectors are averaged
 * together; what comes behind the eighth window no longer moves the vector, so that no text costs without bound.
 *
 * <p>When the machine is busy beyond the configured bounds, every method that embeds fails with
 * {@code SERVICE_UNAVAILABLE} and the time to wait. Outside a container: construct, {@link #load()}, {@link #close()}.
 */
@ApplicationScoped
public class Embedder implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Embedder.class.getName());
    private static final String MODEL = "all-MiniLM-L6-v2-q";
    private static final int DIMENSION = 384;
    /** What the model reads at once, less the two markers that frame each sequence. */
    private static final int WINDOW = 256 - 2;

    private static final int MOST_WINDOWS = 8;

    private final EmbeddingConfiguration configuration;
    private volatile Loaded loaded;
    private Telemetry telemetry = new Telemetry();

    /** With the default settings; also what the container's proxy is made with. */
    public Embedder() {
        this(EmbeddingConfiguration.defaults());
    }

    @Inject
    Embedder(EmbeddingConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Notes its doings there; outside a container nowhere. */
    @Inject
    void noteIn(Telemetry place) {
        telemetry = place;
    }

    private record Loaded(WordPieceTokenizer tokenizer, SentenceModel model, Turnstile turnstile) {}

    /** Loads the model; a second call changes nothing. */
    @PostConstruct
    public synchronized void load() {
        if (loaded != null) {
            return;
        }
        LOG.info("Loading the embedding model " + MODEL);
        try (InputStream vocabulary = Embedder.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
            if (vocabulary == null) {
                throw new IllegalStateException("The embedding model's vocabulary is not on the class path");
            }
            loaded = new Loaded(
                    WordPieceTokenizer.read(vocabulary),
                    SentenceModel.load("/all-minilm-l6-v2-q.onnx", configuration.threads()),
                    new Turnstile(configuration.places(), configuration.waiting(), configuration.patience()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The embedding model's vocabulary cannot be read", unreadable);
        }
    }

    /** Frees the model after the computations that are under way. */
    @Override
    @PreDestroy
    public synchronized void close() {
        Loaded last = loaded;
        if (last != null) {
            loaded = null;
            last.turnstile().close();
            last.model().close();
        }
    }

    /** The name of the model, stored beside each vector: vectors of two models are never compared. */
    public String model() {
        return MODEL;
    }

    /** How many components a vector has. */
    public int dimension() {
        return DIMENSION;
    }

    /** The vector of a text. Blank text has one too, near to nothing in particular. */
    public float[] embed(String text) {
        return embedAll(List.of(text)).get(0);
    }

    /** The vectors of several texts, in their order; each is what {@link #embed} gives. */
    public List<float[]> embedAll(List<String> texts) {
        Loaded current = loaded;
        if (current == null) {
            throw new IllegalStateException("The embedding model is not loaded");
        }
        long began = System.nanoTime();
        String outcome = "failed";
        try (Activity activity = telemetry.begin("embed")) {
            activity.with("insula.texts", texts.size());
            List<float[]> vectors = vectors(texts, current);
            outcome = "ok";
            return vectors;
        } finally {
            telemetry.note(Measure.EMBEDDING, began, "outcome", outcome);
        }
    }

    private static List<float[]> vectors(List<String> texts, Loaded current) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        try (Turnstile.Pass pass = current.turnstile().admit()) {
            for (String text : texts) {
                vectors.add(embed(text, current, pass));
            }
        }
        return vectors;
    }

    private static float[] embed(String text, Loaded current, Turnstile.Pass pass) {
        int[] all = current.tokenizer().tokenize(text);
        int[] tokens = Arrays.copyOf(all, Math.min(all.length, MOST_WINDOWS * WINDOW));
        float[] sum = new float[DIMENSION];
        int from = 0;
        do {
            int to = Math.min(tokens.length, from + WINDOW);
            int[] window = framed(Arrays.copyOfRange(tokens, from, to), current.tokenizer());
            float[] part = pass.compute(() -> current.model().sumOfTokens(window));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += part[i];
            }
            from = to;
        } while (from < tokens.length);
        return Vectors.normalize(sum);
    }

    private static int[] framed(int[] tokens, WordPieceTokenizer tokenizer) {
        int[] framed = new int[tokens.length + 2];
        framed[0] = tokenizer.start();
        System.arraycopy(tokens, 0, framed, 1, tokens.length);
        framed[framed.length - 1] = tokenizer.end();
        return framed;
    }

    /** Makes the container load the model while it starts, not while the first user waits. */
    void warm(@Observes @Initialized(ApplicationScoped.class) Object start) {
        LOG.fine("The embedding model is ready");
    }
}
