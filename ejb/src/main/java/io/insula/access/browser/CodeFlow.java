package io.insula.access.browser;

import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.insula.access.LoginTokens;
import io.insula.access.Resolution;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The login of a browser at an identity provider: authorization code with proof of possession (RFC 7636), by the words of
 * OpenID Connect Core 1.0, with state, nonce and the issuer's name in its answer (RFC 9207). Whoever comes out of it is
 * whom a bearer token with the same claims would speak for.
 */
@ApplicationScoped
public class CodeFlow {

    private static final String PURPOSE = "login";

    static final String PROOF = "id token";
    static final String TOKENS = "tokens";

    @Inject
    LoginProviders providers;

    @Inject
    LoginConfiguration configuration;

    @Inject
    BrowserConfiguration console;

    @Inject
    CodeExchange exchange;

    @Inject
    LoginTokens tokens;

    @Inject
    BrowserSecrets secrets;

    @Inject
    BrowserSessions sessions;

    @Inject
    BrowserAttempts attempts;

    @Inject
    Clock clock;

    /** Where the browser goes to log in, and what it keeps until it is back. */
    public record Beginning(URI address, String kept) {

        @Override
        public String toString() {
            return "Beginning[hidden]";
        }
    }

    /** The secret of the new session, which the browser shall hold, and where it goes with it. */
    public record End(String secret, String target) {

        @Override
        public String toString() {
            return "End[hidden]";
        }
    }

    /**
     * Begins a login.
     *
     * @param target where to go in the end
     * @throws PlatformException RESOURCE_NOT_FOUND for no such provider, SERVICE_UNAVAILABLE if it does not answer
     */
    public Beginning begin(String name, String target) {
        LoginProvider provider = providers.of(name);
        State state = new State(secrets.fresh());
        Nonce nonce = new Nonce(secrets.fresh());
        CodeVerifier verifier = new CodeVerifier();
        URI address = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile"), provider.clientId(), provider.back())
                .endpointURI(provider.told().getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        LoginUnderWay begun = new LoginUnderWay(
                name,
                nonce.getValue(),
                verifier.getValue(),
                target,
                clock.instant().plus(configuration.time()));
        return new Beginning(address, secrets.seal(PURPOSE, state.getValue(), begun.text()));
    }

    /**
     * Finishes a login.
     *
     * @param answer what the provider had the browser bring along
     * @param kept what the browser kept since it began
     * @param address from which it comes
     * @throws PlatformException RATE_LIMITED after too many that were refused, INVALID_REQUEST for whatever is wrong with it, FORBIDDEN where tenant or user may not act,
     *     SERVICE_UNAVAILABLE if the provider does not answer
     */
    public End finish(
            String name, Map<String, List<String>> answer, Optional<String> kept, String address, String requestId) {
        return attempts.login(address, () -> finish(name, answer, kept, requestId));
    }

    private End finish(String name, Map<String, List<String>> answer, Optional<String> kept, String requestId) {
        LoginProvider provider = providers.of(name);
        String state =
                answer.getOrDefault("state", List.of()).stream().findFirst().orElse("");
        LoginUnderWay begun = kept.flatMap(closed -> secrets.open(PURPOSE, state, closed))
                .flatMap(LoginUnderWay::of)
                .filter(login -> login.provider().equals(name) && login.end().isAfter(clock.instant()))
                .orElseThrow(() -> refused("This login did not begin in this browser, or it took too long"));
        GrantedTokens granted = exchange.redeem(provider, code(provider, answer), begun);
        SignedJWT token = granted.identity().orElseThrow();
        Resolution resolved = tokens.resolve(
                        provider.issuer(), provider.issuer().formation(), token, requestId)
                .orElseThrow(() -> refused("The identity provider does not say who you are here"));
        String secret = secrets.fresh();
        sessions.open(session(provider, granted, resolved, state, secret));
        return new End(secret, begun.target());
    }

    /** Where the browser goes to log out at the provider, too; empty where that offers no such thing. */
    public Optional<URI> logout(BrowserVisit visit) {
        BrowserSession.Login login = visit.session().login();
        if (login == null) {
            return Optional.empty();
        }
        try {
            Optional<String> hint = Optional.ofNullable(login.proof())
                    .flatMap(proof -> secrets.open(PROOF, visit.secret(), proof.text()));
            Optional<LoginProvider> provider =
                    providers.issuing(login.issuer()).filter(each -> each.told().getEndSessionEndpointURI() != null);
            return provider.isEmpty() || hint.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new LogoutRequest(
                                    provider.get().told().getEndSessionEndpointURI(),
                                    JWTParser.parse(hint.get()),
                                    provider.get().front(),
                                    null)
                            .toURI());
        } catch (java.text.ParseException | PlatformException e) {
            // The session here is over whether or not the provider can be reached.
            return Optional.empty();
        }
    }

    private static AuthorizationCode code(LoginProvider provider, Map<String, List<String>> answer) {
        boolean repeated = answer.values().stream().anyMatch(values -> values.size() != 1);
        try {
            AuthenticationResponse said = AuthenticationResponseParser.parse(provider.back(), answer);
            boolean named = said.getIssuer() != null;
            boolean another = named
                    && !said.getIssuer().getValue().equals(provider.issuer().issuer());
            boolean silent = !named && provider.told().supportsAuthorizationResponseIssuerParam();
            if (repeated || another || silent) {
                throw refused("This answer is not of the identity provider that was asked");
            }
            if (!said.indicatesSuccess() || said.toSuccessResponse().getAuthorizationCode() == null) {
                throw refused("The identity provider did not log you in");
            }
            return said.toSuccessResponse().getAuthorizationCode();
        } catch (ParseException e) {
            throw refused("The identity provider did not log you in");
        }
    }

    private NewBrowserSession session(
            LoginProvider provider, GrantedTokens granted, Resolution resolved, String state, String secret) {
        SignedJWT token = granted.identity().orElseThrow();
        LoginClaims said = LoginClaims.of(token);
        BrowserSession.Login login = new BrowserSession.Login(
                provider.issuer().issuer(),
                said.subject(),
                said.name(),
                said.session(),
                resolved.identity().identifier().orElseThrow(),
                Sealed.of(secrets.seal(PROOF, secret, token.serialize())),
                new BrowserSession.Grant(Sealed.of(secrets.seal(TOKENS, secret, granted.text())), false));
        Duration longest = console.longest();
        // What the provider ended is not remembered for longer.
        Duration remembered = provider.issuer().ending().memory();
        return new NewBrowserSession(
                resolved.context(),
                resolved.credential().trace(),
                login,
                new NewBrowserSession.Proof(state, said.issuedAt(), granted.good()),
                secret,
                remembered.compareTo(longest) < 0 ? remembered : longest);
    }

    private static PlatformException refused(String why) {
        return new PlatformException(ErrorCode.INVALID_REQUEST, why);
    }
}
