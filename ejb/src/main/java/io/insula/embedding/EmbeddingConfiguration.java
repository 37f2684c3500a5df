package io.insula.embedding;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about how much of the machine the embedding model takes.
 *
 * @param threads that one computation may use
 * @param concurrency the computations at the same time; 0 means one per processor
 * @param waiting the callers that may wait for a turn before further ones are turned away at once
 * @param patienceMillis how long one waits before it is turned away
 */
@Dependent
record EmbeddingConfiguration(int threads, int concurrency, int waiting, int patienceMillis) {

    static final Setting<Integer> THREADS = Setting.number("insula.embedding.threads", 1, 64, 1);
    static final Setting<Integer> CONCURRENCY = Setting.number("insula.embedding.concurrency", 0, 256, 0);
    static final Setting<Integer> WAITING = Setting.number("insula.embedding.waiting", 0, 100_000, 64);
    static final Setting<Integer> PATIENCE = Setting.number("insula.embedding.patience-ms", 0, 600_000, 10_000);

    EmbeddingConfiguration {
        THREADS.check(threads);
        CONCURRENCY.check(concurrency);
        WAITING.check(waiting);
        PATIENCE.check(patienceMillis);
    }

    @Inject
    EmbeddingConfiguration(Config config) {
        this(THREADS.read(config), CONCURRENCY.read(config), WAITING.read(config), PATIENCE.read(config));
    }

    /** What holds where nothing is configured. */
    static EmbeddingConfiguration defaults() {
        return new EmbeddingConfiguration(
                THREADS.fallback(), CONCURRENCY.fallback(), WAITING.fallback(), PATIENCE.fallback());
    }

    /** The computations at the same time, as many as it comes to on this machine. */
    int places() {
        return concurrency == 0 ? Runtime.getRuntime().availableProcessors() : concurrency;
    }

    Duration patience() {
        return Duration.ofMillis(patienceMillis);
    }
}
