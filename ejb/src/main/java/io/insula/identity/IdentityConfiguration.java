package io.insula.identity;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about users and their identifiers.
 *
 * @param mostIdentifiers identifiers of one user
 * @param proofTtl how long a proof may take from its beginning to its completion
 * @param mostProofs proofs of one user that are under way at the same time
 */
@Dependent
public record IdentityConfiguration(int mostIdentifiers, Duration proofTtl, int mostProofs) {

    static final Setting<Integer> MOST_IDENTIFIERS = Setting.number("insula.identity.identifiers.most", 1, 10_000, 100);
    static final Setting<Duration> PROOF_TTL = Setting.duration(
            "insula.identity.proofs.ttl", Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofMinutes(10));
    static final Setting<Integer> MOST_PROOFS = Setting.number("insula.identity.proofs.most", 1, 1000, 10);

    public IdentityConfiguration {
        MOST_IDENTIFIERS.check(mostIdentifiers);
        PROOF_TTL.check(proofTtl);
        MOST_PROOFS.check(mostProofs);
    }

    @Inject
    IdentityConfiguration(Config config) {
        this(MOST_IDENTIFIERS.read(config), PROOF_TTL.read(config), MOST_PROOFS.read(config));
    }
}
