package io.insula.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.insula.issuer.TokenIntrospection;
import io.insula.issuer.TokenIssuer;
import io.insula.kernel.PlatformException;
import io.insula.tenant.EndedLogins;
import io.insula.tenant.Epochs;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Whether the login goes on that a good token came from. What was found is remembered per node and counts, as with keys,
 * only as long as no newer epoch of its tenant or formation is seen; an ended login is never remembered.
 */
@ApplicationScoped
class TokenStanding {

    @Inject
    AccessConfiguration configuration;

    @Inject
    TokenIntrospection introspection;

    @Inject
    EndedLogins logins;

    private Cache<Known, Epochs> known;

    private record Known(EndedLogins.Login login, String formation, String tenant) {}

    @PostConstruct
    void open() {
        known = Caffeine.newBuilder()
                .maximumSize(configuration.cacheSize())
                .expireAfterWrite(configuration.cacheTtl())
                .build();
    }

    /**
     * The token with the epochs at which its login goes on; empty if it does not.
     *
     * @throws PlatformException SERVICE_UNAVAILABLE if the issuer is to be asked, and does not answer
     */
    Optional<VerifiedToken> of(TokenIssuer issuer, VerifiedToken token) {
        return isActive(issuer, token) ? unended(issuer, token) : Optional.empty();
    }

    /** The same, past what the node remembers of logins; of a token of which only a trace is left, nothing is asked. */
    Optional<VerifiedToken> anew(TokenIssuer issuer, VerifiedToken token) {
        if (token.content() != null && issuer.ending().hearsLogouts()) {
            known.invalidate(known(issuer, token));
            return unended(issuer, token);
        }
        return Optional.of(token);
    }

    /** Whether the issuer, where it is to be asked, stands by a token that is not presented again. */
    boolean isStillGood(TokenIssuer issuer, VerifiedToken token) {
        return issuer.ending().introspection() == null
                || token.content() == null
                || introspection.isActiveLately(issuer, token.content().raw());
    }

    private boolean isActive(TokenIssuer issuer, VerifiedToken token) {
        return issuer.ending().introspection() == null
                || introspection.isActive(issuer, token.content().raw());
    }

    private Optional<VerifiedToken> unended(TokenIssuer issuer, VerifiedToken token) {
        if (!issuer.ending().hearsLogouts()) {
            return Optional.of(token);
        }
        Known asked = known(issuer, token);
        Epochs remembered = known.getIfPresent(asked);
        if (remembered != null) {
            return Optional.of(token.at(remembered));
        }
        EndedLogins.Standing found = logins.standing(asked.login(), asked.formation(), asked.tenant());
        if (found.ended()) {
            return Optional.empty();
        }
        known.put(asked, found.epochs());
        return Optional.of(token.at(found.epochs()));
    }

    private static Known known(TokenIssuer issuer, VerifiedToken token) {
        return new Known(
                new TokenClaims(issuer, token.content().claims()).login(),
                token.formation(),
                token.tenant().slug());
    }
}
