package io.insula.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.issuer.TokenConfiguration;
import io.insula.issuer.TokenIntrospection;
import io.insula.issuer.TokenIssuer;
import io.insula.issuer.TokenSignatures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says who an identity token speaks of. It is made for the client that asked for it and opens nothing by itself; who its
 * user is here follows from the same claims, by the same rules, as with a token that is presented.
 */
@ApplicationScoped
public class LoginTokens {

    private static final Set<String> TYPES = Set.of("JWT");

    @Inject
    TokenConfiguration configuration;

    @Inject
    TokenSignatures signatures;

    @Inject
    TokenIntrospection introspection;

    @Inject
    FormationRegistry formations;

    @Inject
    ContextResolver resolver;

    @Inject
    Behalf behalf;

    @Inject
    Clock clock;

    /** The issuers that are believed. */
    public List<TokenIssuer> issuers() {
        return configuration.issuers();
    }

    /** Whether the issuer signed the token, with a key of its own, in the way it should. */
    public boolean isSigned(SignedJWT token, TokenIssuer issuer) {
        try {
            return signatures.isAcceptable(token.getHeader(), issuer, TYPES) && signatures.isSigned(token, issuer);
        } catch (JOSEException e) {
            return false;
        }
    }

    /**
     * Whether the issuer, where it is to be asked, stands by a token, as with one that is presented.
     *
     * @throws io.insula.kernel.PlatformException SERVICE_UNAVAILABLE if it does not answer
     */
    public boolean isActive(TokenIssuer issuer, String token) {
        return issuer.ending().introspection() == null || introspection.isActive(issuer, token);
    }

    /**
     * Whom a token that was found to be good speaks for.
     *
     * @return empty where it names nobody, or no tenant where it should
     */
    public Optional<VerifiedToken> read(TokenIssuer issuer, String formation, SignedJWT token) {
        try {
            JWTClaimsSet claims = token.getJWTClaimsSet();
            return new TokenClaims(issuer, claims).identifyAt(clock.instant())
                    ? formations
                            .find(formation)
                            .flatMap(known -> VerifiedToken.of(issuer, known, claims, token.serialize()))
                    : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Resolves the user of a token that was found to be good, past every cache.
     *
     * @param formation the one that is logged in to
     * @return empty where the token names nobody, or no tenant where it should
     * @throws io.insula.kernel.PlatformException FORBIDDEN where tenant or user may not act
     */
    public Optional<Resolution> resolve(TokenIssuer issuer, String formation, SignedJWT token, String requestId) {
        return read(issuer, formation, token)
                .map(verified -> behalf.again(resolver.forUser(verified, claim(verified), requestId)));
    }

    private IdentityClaim claim(VerifiedToken token) {
        Formation formation = resolver.formation(token);
        return new IdentityClaim(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(token.tenant().slug()),
                formation.tenancy().defaultTenant(),
                formation.tenancy().anonymous());
    }
}
