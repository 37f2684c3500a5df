package io.insula.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import io.insula.egress.EgressAnswer;
import io.insula.egress.EgressClient;
import io.insula.egress.EgressException;
import io.insula.egress.EgressLimits;
import io.insula.egress.EgressRequest;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The public keys of issuers, as their JWK sets tell them. They are asked for when they are old, and when a token names
 * one that is not among them: at a bounded rate, so that nobody can make the server ask by sending tokens. While an
 * issuer does not answer, what it said last holds for another hour.
 */
@ApplicationScoped
class TokenKeys {

    private static final Logger LOG = System.getLogger(TokenKeys.class.getName());
    private static final Duration HOLDS_AT_MOST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long MOST_BYTES = 1 << 20;
    private static final EgressLimits LIMITS = new EgressLimits(LONGEST, LONGEST, MOST_BYTES);

    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();

    private final TokenConfiguration configuration;
    private final EgressClient egress;
    private final Clock clock;

    /** What the container's proxy is made with. */
    TokenKeys() {
        this(null, null, null);
    }

    @Inject
    TokenKeys(TokenConfiguration configuration, EgressClient egress, Clock clock) {
        this.configuration = configuration;
        this.egress = egress;
        this.clock = clock;
    }

    /** What one issuer said, and when it was asked. */
    private static final class Shelf {
        private volatile JWKSet keys;
        private volatile Instant toldAt = Instant.MIN;
        private Instant askedAt = Instant.MIN;
    }

    /**
     * The keys of an issuer.
     *
     * @param keyId what the token names, or null; if no key has it, the issuer may be asked once more
     * @throws PlatformException SERVICE_UNAVAILABLE while the issuer has told none yet, or none for too long
     */
    JWKSet of(TokenIssuer issuer, String keyId) {
        Shelf shelf = shelves.computeIfAbsent(issuer.name(), name -> new Shelf());
        if (isStale(shelf) || lacks(shelf.keys, keyId)) {
            ask(issuer, shelf);
        }
        if (shelf.keys == null
                || shelf.toldAt
                        .plus(configuration.keysTtl())
                        .plus(HOLDS_AT_MOST)
                        .isBefore(clock.instant())) {
            throw PlatformException.unavailable("The keys of the token's issuer cannot be had", LONGEST);
        }
        return shelf.keys;
    }

    private boolean isStale(Shelf shelf) {
        return shelf.keys == null || !shelf.toldAt.plus(configuration.keysTtl()).isAfter(clock.instant());
    }

    private static boolean lacks(JWKSet keys, String keyId) {
        return keyId != null && keys.getKeyByKeyId(keyId) == null;
    }

    /** One asks, the others wait for the answer and find it told. */
    private void ask(TokenIssuer issuer, Shelf shelf) {
        synchronized (shelf) {
            Instant now = clock.instant();
            if (shelf.askedAt.isAfter(now.minus(configuration.keysRetry()))) {
                return;
            }
            shelf.askedAt = now;
            told(issuer).ifPresent(keys -> {
                shelf.keys = keys;
                shelf.toldAt = now;
            });
        }
    }

    private Optional<JWKSet> told(TokenIssuer issuer) {
        try {
            EgressAnswer answer = egress.send(EgressRequest.get(issuer.keys(), LIMITS));
            if (answer.succeeded()) {
                return Optional.of(JWKSet.parse(answer.text()));
            }
            LOG.log(Level.WARNING, "The issuer {0} answers {1} for its keys", issuer.name(), answer.status());
        } catch (EgressException | ParseException e) {
            LOG.log(
                    Level.WARNING,
                    "The keys of the issuer {0} cannot be had: {1}",
                    issuer.name(),
                    e instanceof EgressException ? e.getMessage() : "they are no JWK set");
        }
        return Optional.empty();
    }
}
