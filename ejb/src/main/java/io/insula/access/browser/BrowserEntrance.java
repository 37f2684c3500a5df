package io.insula.access.browser;

import io.insula.access.Behalf;
import io.insula.access.ContextResolver;
import io.insula.access.KeyVerifier;
import io.insula.access.Knock;
import io.insula.access.Resolution;
import io.insula.access.VerifiedKey;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/** Where browsers come in: with a key for the first time, and with what they hold from then on. */
@ApplicationScoped
public class BrowserEntrance {

    @Inject
    KeyVerifier keys;

    @Inject
    ContextResolver resolver;

    @Inject
    Behalf behalf;

    @Inject
    BrowserSessions sessions;

    @Inject
    BrowserAttempts attempts;

    @Inject
    LoginRenewal renewal;

    @Inject
    BrowserSecrets secrets;

    @Inject
    BrowserConfiguration configuration;

    /**
     * Logs an administrator in with a key.
     *
     * @return the secret of the new session, which the browser shall hold
     * @throws PlatformException UNAUTHORIZED for a wrong key, RATE_LIMITED after too many of them, FORBIDDEN where the
     *     key's tenant may not act
     */
    public String withKey(String key, Knock knock, String requestId) {
        VerifiedKey verified = keys.verify(key, KeyKind.ADMIN, knock)
                .orElseThrow(() -> new PlatformException(ErrorCode.UNAUTHORIZED, "That is no admin key"));
        Resolution resolved = resolver.forFormation(verified, requestId);
        String secret = secrets.fresh();
        sessions.open(new NewBrowserSession(
                resolved.context(), verified.trace(), null, null, secret, configuration.longest()));
        return secret;
    }

    /**
     * Lets whoever holds the secret of a session in anew; empty if that is over, or they may not act any more.
     *
     * @param address from which the browser comes
     * @throws PlatformException RATE_LIMITED where too much came from there that opened nothing, SERVICE_UNAVAILABLE if the
     *     identity provider is to be asked, and does not answer
     */
    public Optional<BrowserVisit> again(String secret, String address, String requestId) {
        return visit(secret, address, requestId, found -> renewal.current(found, secret, requestId));
    }

    /** The same for whoever comes to log out, for which no provider is asked: one that is away keeps nobody here. */
    public Optional<BrowserVisit> leaving(String secret, String address, String requestId) {
        return visit(secret, address, requestId, Optional::of);
    }

    private Optional<BrowserVisit> visit(
            String secret,
            String address,
            String requestId,
            Function<BrowserSession, Optional<BrowserSession>> standing) {
        try {
            Optional<BrowserSession> session =
                    attempts.find(secret, address, () -> sessions.find(secret)).flatMap(standing);
            return session.map(found -> new BrowserVisit(found, secret, behalf.again(found.before(requestId))));
        } catch (PlatformException refused) {
            if (refused.code() == ErrorCode.UNAUTHORIZED || refused.code() == ErrorCode.FORBIDDEN) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
