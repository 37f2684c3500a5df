package io.insula.access.browser;

import io.insula.access.LoginTokens;
import io.insula.access.VerifiedToken;
import io.insula.access.browser.BrowserSessions.Renewal;
import io.insula.issuer.TokenIssuer;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps a login at an identity provider from being worth more than the provider's word. It is good as long as the tokens
 * are that were given, where the provider is to be asked as long as it stands by them, and goes on only where it gives
 * new ones: whoever was disabled or has logged out there gets none. With new ones come the groups as of then.
 *
 * <p>A provider may take a refresh token only once, and whoever shows it again for a thief. So one request, on whichever
 * node, asks for new ones; others that come meanwhile wait for what it hears.
 */
@ApplicationScoped
class LoginRenewal {

    /** Longer than the provider has to answer. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration SOON = Duration.ofSeconds(5);

    @Inject
    BrowserSessions sessions;

    @Inject
    BrowserSecrets secrets;

    @Inject
    LoginProviders providers;

    @Inject
    CodeExchange exchange;

    @Inject
    LoginTokens tokens;

    /**
     * The session as it goes on; empty if its login is over, and then it is, too.
     *
     * @throws PlatformException SERVICE_UNAVAILABLE if the provider is to be asked, and does not answer
     */
    Optional<BrowserSession> current(BrowserSession session, String secret, String requestId) {
        if (session.login() == null) {
            return Optional.of(session);
        }
        Optional<GrantedTokens.Kept> kept = kept(session, secret);
        Optional<TokenIssuer> issuer = issuer(session);
        if (kept.isEmpty() || issuer.isEmpty()) {
            return over(session, requestId);
        }
        boolean good = !session.login().grant().outlived()
                && tokens.isActive(issuer.get(), kept.get().access());
        return good ? Optional.of(session) : renewed(session, kept.get().refresh(), secret, requestId);
    }

    private Optional<BrowserSession> renewed(
            BrowserSession session, Optional<String> refresh, String secret, String requestId) {
        if (refresh.isEmpty()) {
            return over(session, requestId);
        }
        Sealed known = session.login().grant().tokens();
        if (!sessions.claimRenewal(secret, known, LEASE)) {
            return awaited(known, secret);
        }
        Optional<Renewal> renewal = asked(session, refresh.get(), secret);
        if (renewal.isEmpty()) {
            return over(session, requestId);
        }
        sessions.renew(secret, known, renewal.get());
        return sessions.find(secret).filter(isBeyond(known));
    }

    private Optional<Renewal> asked(BrowserSession session, String refresh, String secret) {
        try {
            return providers.issuing(session.login().issuer()).flatMap(provider -> exchange.renew(provider, refresh)
                    .flatMap(granted -> renewal(provider, session, granted, secret)));
        } catch (PlatformException unanswered) {
            sessions.claimRenewal(secret, session.login().grant().tokens(), Duration.ZERO);
            throw unanswered;
        }
    }

    /** What is kept from now on; empty where the provider speaks of somebody else than at the login. */
    private Optional<Renewal> renewal(
            LoginProvider provider, BrowserSession session, GrantedTokens granted, String secret) {
        Sealed closed = Sealed.of(secrets.seal(CodeFlow.TOKENS, secret, granted.text()));
        if (granted.identity().isEmpty()) {
            return Optional.of(new Renewal(closed, null, null, granted.good()));
        }
        return granted.identity()
                .filter(token ->
                        LoginClaims.of(token).subject().equals(session.login().subject()))
                .flatMap(token -> tokens.read(provider.issuer(), session.formation(), token)
                        .filter(said -> isSame(said, session))
                        .map(said -> new Renewal(
                                closed,
                                Sealed.of(secrets.seal(CodeFlow.PROOF, secret, token.serialize())),
                                said.trace().lookup(),
                                granted.good())));
    }

    private static boolean isSame(VerifiedToken said, BrowserSession session) {
        return said.identifier().equals(session.login().identifier())
                && said.tenant().slug().equals(session.tenantSlug());
    }

    /** What another request, or the end of the session, makes of it. */
    private Optional<BrowserSession> awaited(Sealed known, String secret) {
        for (long left = PATIENCE.dividedBy(LOOK_EVERY); left > 0; left--) {
            Optional<BrowserSession> found = sessions.find(secret);
            if (found.isEmpty() || found.filter(isBeyond(known)).isPresent()) {
                return found;
            }
            rest();
        }
        throw later();
    }

    private static Predicate<BrowserSession> isBeyond(Sealed known) {
        return session -> !known.equals(session.login().grant().tokens());
    }

    private Optional<BrowserSession> over(BrowserSession session, String requestId) {
        sessions.end(session, requestId);
        return Optional.empty();
    }

    private Optional<GrantedTokens.Kept> kept(BrowserSession session, String secret) {
        return Optional.ofNullable(session.login().grant().tokens())
                .flatMap(closed -> secrets.open(CodeFlow.TOKENS, secret, closed.text()))
                .flatMap(GrantedTokens.Kept::of);
    }

    private Optional<TokenIssuer> issuer(BrowserSession session) {
        return tokens.issuers().stream()
                .filter(each -> each.issuer().equals(session.login().issuer()))
                .findFirst();
    }

    private static void rest() {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw later();
        }
    }

    private static PlatformException later() {
        return PlatformException.unavailable("Your login is being renewed; try again", SOON);
    }
}
