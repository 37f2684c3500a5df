package io.insula.access.logout;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.insula.access.AttemptWindows;
import io.insula.issuer.TokenConfiguration;
import io.insula.issuer.TokenIssuer;
import io.insula.issuer.TokenSignatures;
import io.insula.kernel.PlatformException;
import io.insula.tenant.EndedLogins;
import io.insula.tenant.Gate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * Hears from issuers that somebody has logged out. Before the signature has been found good nothing is asked of the
 * database; whoever sends something else costs what a wrong bearer token costs,
 * and has to wait after too much of it.
 */
@ApplicationScoped
public class BackChannel {

    private static final int MAX_LENGTH = 7_168;
    private static final Set<String> TYPES = Set.of("logout+jwt", "application/logout+jwt", "JWT");

    private final TokenConfiguration configuration;
    private final TokenSignatures signatures;
    private final EndedLogins logins;
    private final Clock clock;
    private final AttemptWindows attempts;

    /** What the container's proxy is made with. */
    BackChannel() {
        this(null, null, null, new LogoutConfiguration(1), null);
    }

    @Inject
    public BackChannel(
            TokenConfiguration configuration,
            TokenSignatures signatures,
            EndedLogins logins,
            LogoutConfiguration limits,
            Clock clock) {
        this.configuration = configuration;
        this.signatures = signatures;
        this.logins = logins;
        this.clock = clock;
        this.attempts = new AttemptWindows(limits.attemptsPerAddress(), clock);
    }

    /**
     * Ends what a logout token names.
     *
     * @param address from which it comes
     * @throws LogoutRefusedException for whatever is wrong with it
     * @throws PlatformException RATE_LIMITED where too many came from there that ended nothing, SERVICE_UNAVAILABLE while
     *     the issuer's keys cannot be had
     */
    public void hear(String compact, String address, String requestId) throws LogoutRefusedException {
        attempts.waitOf(address).ifPresent(BackChannel::refuse);
        try {
            hear(compact, requestId);
        } catch (LogoutRefusedException refused) {
            attempts.failed(address);
            throw refused;
        }
    }

    private static void refuse(Duration wait) {
        throw PlatformException.rateLimited("Too many logout tokens were sent that end nothing; try again later", wait);
    }

    private void hear(String compact, String requestId) throws LogoutRefusedException {
        LogoutToken token = verified(compact);
        TokenIssuer issuer = token.issuer();
        // Tokens may be believed for that much longer, by clocks that differ.
        Duration memory = issuer.ending().memory().plus(issuer.skew().multipliedBy(2));
        boolean news = logins.end(ending(token, memory), clock.instant(), new Gate.Asker(issuer.actor(), requestId));
        if (!news) {
            throw new LogoutRefusedException("the logout token was taken before");
        }
    }

    private static EndedLogins.Ending ending(LogoutToken token, Duration memory) {
        TokenIssuer issuer = token.issuer();
        return new EndedLogins.Ending(
                new EndedLogins.Login(issuer.issuer(), token.subject(), token.session(), token.issuedAt()),
                token.said().getJWTID(),
                issuer.identifier(token.subject()),
                issuer.formation(),
                memory);
    }

    private LogoutToken verified(String compact) throws LogoutRefusedException {
        if (compact.length() > MAX_LENGTH) {
            throw new LogoutRefusedException("the logout token is longer than " + MAX_LENGTH + " characters");
        }
        try {
            SignedJWT signed = SignedJWT.parse(compact);
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            TokenIssuer issuer = configuration
                    .issuedBy(claims.getIssuer())
                    .filter(each -> each.ending().hearsLogouts())
                    .orElseThrow(() -> new LogoutRefusedException("iss names nobody who is heard here"));
            if (!signatures.isAcceptable(signed.getHeader(), issuer, TYPES) || !signatures.isSigned(signed, issuer)) {
                throw new LogoutRefusedException("the logout token is not signed as its issuer signs");
            }
            LogoutToken token = new LogoutToken(issuer, claims);
            token.check(clock.instant());
            return token;
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw new LogoutRefusedException("the logout token is none");
        }
    }
}
