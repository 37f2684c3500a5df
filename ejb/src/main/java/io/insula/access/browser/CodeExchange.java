package io.insula.access.browser;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenClaimsVerifier;
import io.insula.access.LoginTokens;
import io.insula.egress.EgressAnswer;
import io.insula.egress.EgressClient;
import io.insula.egress.EgressException;
import io.insula.egress.EgressPolicy;
import io.insula.egress.EgressRequest;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a code into the tokens that it stands for, and a refresh token into new ones. Identity tokens are believed only if
 * they were made for this login.
 */
@ApplicationScoped
class CodeExchange {

    private static final String OVER = "invalid_grant";

    @Inject
    EgressClient egress;

    @Inject
    LoginTokens tokens;

    @Inject
    Clock clock;

    /**
     * The tokens behind a code, with an identity token.
     *
     * @throws PlatformException INVALID_REQUEST if there are none, or not for this login; SERVICE_UNAVAILABLE if the
     *     provider does not answer
     */
    GrantedTokens redeem(LoginProvider provider, AuthorizationCode code, LoginUnderWay begun) {
        EgressAnswer answer = ask(
                provider,
                new AuthorizationCodeGrant(code, provider.back(), new CodeVerifier(begun.verifier())),
                "a code");
        if (!answer.succeeded()) {
            throw refused();
        }
        return granted(provider, answer, new Nonce(begun.nonce()))
                .filter(tokens -> tokens.identity().isPresent())
                .orElseThrow(CodeExchange::refused);
    }

    /**
     * New tokens; empty if the provider gives none any more.
     *
     * @throws PlatformException SERVICE_UNAVAILABLE if the provider does not answer, or does not know this server
     */
    Optional<GrantedTokens> renew(LoginProvider provider, String refresh) {
        EgressAnswer answer = ask(provider, new RefreshTokenGrant(new RefreshToken(refresh)), "a refresh token");
        if (answer.succeeded()) {
            return granted(provider, answer, null).map(tokens -> tokens.orRefresh(Optional.of(refresh)));
        }
        if (OVER.equals(error(answer))) {
            return Optional.empty();
        }
        throw LoginProviders.unavailable(provider.issuer(), "a refresh token is answered by " + answer.status());
    }

    /** What it granted; empty if that is not for us, or does not say for how long it is good. */
    private Optional<GrantedTokens> granted(LoginProvider provider, EgressAnswer answer, Nonce nonce) {
        try {
            OIDCTokens said = OIDCTokenResponse.parse(JSONObjectUtils.parse(answer.text()))
                    .getOIDCTokens();
            if (said.getIDToken() == null) {
                return granted(said, Optional.empty());
            }
            new IDTokenClaimsVerifier(
                            new Issuer(provider.issuer().issuer()),
                            provider.clientId(),
                            nonce,
                            Math.toIntExact(provider.issuer().skew().toSeconds()))
                    .verify(said.getIDToken().getJWTClaimsSet(), null);
            return said.getIDToken() instanceof SignedJWT signed
                            && isForUs(signed.getJWTClaimsSet(), provider)
                            && tokens.isSigned(signed, provider.issuer())
                    ? granted(said, Optional.of(signed))
                    : Optional.empty();
        } catch (ParseException | java.text.ParseException | BadJWTException e) {
            return Optional.empty();
        }
    }

    /** A token of several audiences must say that it was given to us, and none may say that it was given to another. */
    private static boolean isForUs(JWTClaimsSet claims, LoginProvider provider) throws java.text.ParseException {
        String party = claims.getStringClaim("azp");
        return party == null
                ? claims.getAudience().size() == 1
                : party.equals(provider.clientId().getValue());
    }

    /** They are good until the first of them ends. */
    private Optional<GrantedTokens> granted(OIDCTokens said, Optional<SignedJWT> identity)
            throws java.text.ParseException {
        long lifetime = said.getAccessToken().getLifetime();
        List<Duration> ends = new ArrayList<>();
        if (lifetime > 0) {
            ends.add(Duration.ofSeconds(lifetime));
        }
        if (identity.isPresent()) {
            ends.add(Duration.between(
                    clock.instant(),
                    identity.get().getJWTClaimsSet().getExpirationTime().toInstant()));
        }
        Optional<String> refresh = Optional.ofNullable(said.getRefreshToken()).map(RefreshToken::getValue);
        return ends.stream()
                .min(Comparator.naturalOrder())
                .map(good -> new GrantedTokens(identity, said.getAccessToken().getValue(), refresh, good));
    }

    private static String error(EgressAnswer answer) {
        try {
            return TokenErrorResponse.parse(JSONObjectUtils.parse(answer.text()))
                    .getErrorObject()
                    .getCode();
        } catch (ParseException e) {
            return null;
        }
    }

    private EgressAnswer ask(LoginProvider provider, AuthorizationGrant grant, String what) {
        EgressAnswer answer = ask(provider, grant);
        if (answer.status() >= 500) {
            throw LoginProviders.unavailable(provider.issuer(), what + " is answered by " + answer.status());
        }
        return answer;
    }

    private EgressAnswer ask(LoginProvider provider, AuthorizationGrant grant) {
        try {
            HTTPRequest request = request(provider, grant);
            Map<String, String> headers =
                    request.getAuthorization() == null ? Map.of() : Map.of("Authorization", request.getAuthorization());
            return egress.send(new EgressRequest(
                            EgressPolicy.address(
                                    provider.told().getTokenEndpointURI().toString()),
                            headers,
                            request.getBody(),
                            LoginProviders.LIMITS)
                    .with("Content-Type", "application/x-www-form-urlencoded")
                    .with("Accept", "application/json"));
        } catch (EgressException e) {
            throw LoginProviders.unavailable(provider.issuer(), e.getMessage());
        } catch (IOException e) {
            throw LoginProviders.unavailable(provider.issuer(), "the file with the client's secret cannot be read");
        }
    }

    private static HTTPRequest request(LoginProvider provider, AuthorizationGrant grant) throws IOException {
        Optional<Path> file = provider.client().secret();
        TokenRequest.Builder request = file.isEmpty()
                ? new TokenRequest.Builder(provider.told().getTokenEndpointURI(), provider.clientId(), grant)
                : new TokenRequest.Builder(
                        provider.told().getTokenEndpointURI(),
                        new ClientSecretBasic(
                                provider.clientId(),
                                new Secret(Files.readString(file.get()).strip())),
                        grant);
        return request.build().toHTTPRequest();
    }

    private static PlatformException refused() {
        return new PlatformException(
                ErrorCode.INVALID_REQUEST, "The identity provider did not stand by this login; log in again");
    }
}
