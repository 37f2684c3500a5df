package io.insula.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether a token is good, and whose it is. Nothing is looked up for one that is not: not in the database, and at
 * no address that the token itself names.
 */
@ApplicationScoped
public class TokenVerifier {

    /** What fits into the headers of a request beside the others. */
    private static final int MAX_LENGTH = 7_168;

    private static final int LEAST_RSA_BITS = 2_048;
    private static final Set<String> TYPES = Set.of("JWT", "at+jwt", "application/at+jwt");

    private final TokenConfiguration configuration;
    private final TokenKeys keys;
    private final FormationRegistry formations;
    private final Clock clock;

    /** What the container's proxy is made with. */
    TokenVerifier() {
        this(null, null, null, null);
    }

    @Inject
    TokenVerifier(TokenConfiguration configuration, TokenKeys keys, FormationRegistry formations, Clock clock) {
        this.configuration = configuration;
        this.keys = keys;
        this.formations = formations;
        this.clock = clock;
    }

    /** Why tokens could not be verified as the settings want it, one line each; empty if they could. */
    List<String> faults() {
        return configuration.issuers().stream()
                .filter(issuer ->
                        issuer.formation() != null && !formations.ids().contains(issuer.formation()))
                .map(issuer ->
                        TokenConfiguration.FORMATION.called(issuer.name()).name() + ": there is no formation "
                                + issuer.formation())
                .toList();
    }

    /**
     * Reads a token.
     *
     * @param named the formation that the path names, or null
     * @return empty for whatever is wrong with it
     * @throws PlatformException SERVICE_UNAVAILABLE while its issuer's keys cannot be had, or no revision of its formation
     *     could be read on this node yet
     */
    public Optional<VerifiedToken> verify(String compact, String named) {
        if (compact.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            SignedJWT token = SignedJWT.parse(compact);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            Optional<TokenIssuer> issuer = configuration.issuers().stream()
                    .filter(each -> each.issuer().equals(claims.getIssuer()))
                    .findFirst();
            if (issuer.isEmpty() || !isAcceptable(token.getHeader(), issuer.get())) {
                return Optional.empty();
            }
            Optional<String> formation = formation(issuer.get(), named);
            boolean good = formation.isPresent()
                    && new TokenClaims(issuer.get(), claims).holdAt(clock.instant())
                    && isSigned(token, issuer.get());
            return good
                    ? formation
                            .flatMap(this::known)
                            .flatMap(known -> VerifiedToken.of(issuer.get(), known, claims, compact))
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a token that was good before would still be believed; its time may be over. */
    Optional<VerifiedToken> verifyAnew(VerifiedToken token) {
        return configuration.issuers().stream()
                .filter(issuer -> issuer.name().equals(token.issuer()))
                .filter(issuer ->
                        issuer.formation() == null || issuer.formation().equals(token.formation()))
                .findFirst()
                .map(issuer -> token);
    }

    /** Its default tenant is that of a token that names none: no revision changes it. */
    private Optional<Formation> known(String formation) {
        return formations.known(formation).or(() -> formations.find(formation));
    }

    private Optional<String> formation(TokenIssuer issuer, String named) {
        boolean elsewhere = issuer.formation() != null
                && named != null
                && !issuer.formation().equals(named);
        String formation = issuer.formation() == null ? named : issuer.formation();
        return elsewhere || formation == null
                ? Optional.empty()
                : Optional.of(formation).filter(formations.ids()::contains);
    }

    /** What a token says of its own keys is the word of whoever made it. */
    private static boolean isAcceptable(JWSHeader header, TokenIssuer issuer) {
        JOSEObjectType type = header.getType();
        return issuer.algorithms().contains(header.getAlgorithm().getName())
                && (type == null || TYPES.stream().anyMatch(type.toString()::equalsIgnoreCase))
                && header.getJWKURL() == null
                && header.getJWK() == null
                && header.getX509CertURL() == null
                && header.getX509CertChain() == null
                && header.getCriticalParams() == null;
    }

    private boolean isSigned(SignedJWT token, TokenIssuer issuer) throws JOSEException {
        JWSHeader header = token.getHeader();
        JWKMatcher fitting = new JWKMatcher.Builder()
                .keyID(header.getKeyID())
                .keyUses(KeyUse.SIGNATURE, null)
                .algorithms(header.getAlgorithm(), null)
                .build();
        List<JWK> candidates = new JWKSelector(fitting).select(keys.of(issuer, header.getKeyID()));
        for (JWK candidate : candidates) {
            Optional<JWSVerifier> verifier = verifier(candidate);
            if (verifier.isPresent()
                    && verifier.get().supportedJWSAlgorithms().contains(header.getAlgorithm())
                    && token.verify(verifier.get())) {
                return true;
            }
        }
        return false;
    }

    /** Keys of a pair alone: a set that holds a shared secret makes it no less of one. */
    private static Optional<JWSVerifier> verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa && rsa.size() >= LEAST_RSA_BITS) {
            return Optional.of(new RSASSAVerifier(rsa.toRSAPublicKey()));
        }
        if (key instanceof ECKey ec) {
            return Optional.of(new ECDSAVerifier(ec.toECPublicKey()));
        }
        return Optional.empty();
    }
}
