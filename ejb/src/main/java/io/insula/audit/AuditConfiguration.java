package io.insula.audit;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about the trail.
 *
 * @param keyFile the file with the key that signs heads; a mere name lies in the directory of keys
 * @param sealEvery how often a node looks for entries that wait for their seal
 * @param sealBatch entries that are sealed in one transaction, under one head
 * @param refusalsPerMinute refusals of one key that a node records one by one; further ones are counted
 * @param networksPerMinute networks of strangers that a node tells apart; further ones are counted together
 * @param verifyMost entries that one verification looks at
 */
@Dependent
public record AuditConfiguration(
        String keyFile,
        Duration sealEvery,
        int sealBatch,
        int refusalsPerMinute,
        int networksPerMinute,
        int verifyMost) {

    static final Setting<String> KEY_FILE = Setting.text("insula.audit.key-file", "audit.key");
    static final Setting<Duration> SEAL_EVERY = Setting.duration(
            "insula.audit.seal-every", Duration.ofMillis(50), Duration.ofHours(1), Duration.ofSeconds(5));
    static final Setting<Integer> SEAL_BATCH = Setting.number("insula.audit.seal-batch", 1, 10_000, 500);
    static final Setting<Integer> REFUSALS_PER_MINUTE =
            Setting.number("insula.audit.refusals-per-minute", 0, 100_000, 60);
    static final Setting<Integer> NETWORKS_PER_MINUTE =
            Setting.number("insula.audit.networks-per-minute", 1, 10_000, 20);
    static final Setting<Integer> VERIFY_MOST = Setting.number("insula.audit.verify-most", 1_000, 100_000_000, 200_000);

    public AuditConfiguration {
        SEAL_EVERY.check(sealEvery);
        SEAL_BATCH.check(sealBatch);
        REFUSALS_PER_MINUTE.check(refusalsPerMinute);
        NETWORKS_PER_MINUTE.check(networksPerMinute);
        VERIFY_MOST.check(verifyMost);
    }

    @Inject
    AuditConfiguration(Config config) {
        this(
                KEY_FILE.read(config),
                SEAL_EVERY.read(config),
                SEAL_BATCH.read(config),
                REFUSALS_PER_MINUTE.read(config),
                NETWORKS_PER_MINUTE.read(config),
                VERIFY_MOST.read(config));
    }
}
