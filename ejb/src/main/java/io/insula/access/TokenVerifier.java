package io.insula.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.issuer.TokenConfiguration;
import io.insula.issuer.TokenIssuer;
import io.insula.issuer.TokenSignatures;
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

    private static final Set<String> TYPES = Set.of("JWT", "at+jwt", "application/at+jwt");

    private final TokenConfiguration configuration;
    private final TokenSignatures signatures;
    private final TokenStanding standing;
    private final FormationRegistry formations;
    private final Clock clock;

    /** What the container's proxy is made with. */
    TokenVerifier() {
        this(null, null, null, null, null);
    }

    @Inject
    TokenVerifier(
            TokenConfiguration configuration,
            TokenSignatures signatures,
            TokenStanding standing,
            FormationRegistry formations,
            Clock clock) {
        this.configuration = configuration;
        this.signatures = signatures;
        this.standing = standing;
        this.formations = formations;
        this.clock = clock;
    }

    /** Why tokens could not be verified as the settings want it, one line each; empty if they could. */
    public List<String> faults() {
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
     * @throws PlatformException SERVICE_UNAVAILABLE while its issuer's keys or, where it is to be asked, its word on the
     *     token cannot be had, or no revision of its formation could be read on this node yet
     */
    public Optional<VerifiedToken> verify(String compact, String named) {
        if (compact.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            SignedJWT token = SignedJWT.parse(compact);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            Optional<TokenIssuer> issuer = configuration.issuedBy(claims.getIssuer());
            if (issuer.isEmpty() || !signatures.isAcceptable(token.getHeader(), issuer.get(), TYPES)) {
                return Optional.empty();
            }
            Optional<String> formation = formation(issuer.get(), named);
            boolean good = formation.isPresent()
                    && new TokenClaims(issuer.get(), claims).holdAt(clock.instant())
                    && signatures.isSigned(token, issuer.get());
            return good
                    ? formation
                            .flatMap(this::known)
                            .flatMap(known -> VerifiedToken.of(issuer.get(), known, claims, compact))
                            .flatMap(verified -> standing.of(issuer.get(), verified))
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a token that was good before would still be believed; its time may be over. */
    Optional<VerifiedToken> verifyAnew(VerifiedToken token) {
        return issuerOf(token).flatMap(issuer -> standing.anew(issuer, token));
    }

    /** Whether its issuer still stands by a token that somebody has been served with for a while. */
    boolean isStillGood(VerifiedToken token) {
        return issuerOf(token)
                .filter(issuer -> standing.isStillGood(issuer, token))
                .isPresent();
    }

    private Optional<TokenIssuer> issuerOf(VerifiedToken token) {
        return configuration.issuers().stream()
                .filter(issuer -> issuer.name().equals(token.issuer()))
                .filter(issuer ->
                        issuer.formation() == null || issuer.formation().equals(token.formation()))
                .findFirst();
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
}
