package io.insula.embedding;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How much of the machine the embedding model may take: {@code insula.embedding.threads} that one computation may use
 * (1), {@code insula.embedding.concurrency}, the computations at the same time (0 means one per processor),
 * {@code insula.embedding.waiting}, the callers that may wait for a turn before further ones are turned away at once
 * (64), and {@code insula.embedding.patience-ms}, how long one waits before it is turned away (10000).
 */
@Dependent
class EmbeddingConfiguration {

    private final int threads;
    private final int concurrency;
    private final int waiting;
    private final int patienceMillis;

    /** Settings as the server is configured. */
    @Inject
    EmbeddingConfiguration() {
        this(ConfigProvider.getConfig());
    }

    private EmbeddingConfiguration(Config config) {
        this(
                setting(config, "threads", 1),
                setting(config, "concurrency", 0),
                setting(config, "waiting", 64),
                setting(config, "patience-ms", 10_000));
    }

    EmbeddingConfiguration(int threads, int concurrency, int waiting, int patienceMillis) {
        this.threads = within("threads", threads, 1, 64);
        this.concurrency = within("concurrency", concurrency, 0, 256);
        this.waiting = within("waiting", waiting, 0, 100_000);
        this.patienceMillis = within("patience-ms", patienceMillis, 0, 600_000);
    }

    /** What holds where nothing is configured. */
    static EmbeddingConfiguration defaults() {
        return new EmbeddingConfiguration(1, 0, 64, 10_000);
    }

    int threads() {
        return threads;
    }

    int concurrency() {
        return concurrency == 0 ? Runtime.getRuntime().availableProcessors() : concurrency;
    }

    int waiting() {
        return waiting;
    }

    Duration patience() {
        return Duration.ofMillis(patienceMillis);
    }

    private static int setting(Config config, String name, int otherwise) {
        return config.getOptionalValue("insula.embedding." + name, Integer.class)
                .orElse(otherwise);
    }

    private static int within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "insula.embedding." + name + " is " + value + "; it must lie between " + least + " and " + most);
        }
        return value;
    }
}
