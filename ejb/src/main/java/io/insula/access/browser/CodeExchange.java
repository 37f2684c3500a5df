package io.insula.access.browser;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
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
import java.util.Map;
import java.util.Optional;

/** Turns a code into the identity token that it stands for, and believes that only if it was made for this login. */
@ApplicationScoped
class CodeExchange {

    @Inject
    EgressClient egress;

    @Inject
    LoginTokens tokens;

    /**
     * The identity token behind a code.
     *
     * @throws PlatformException INVALID_REQUEST if there is none, or not for this login; SERVICE_UNAVAILABLE if the
     *     provider does not answer
     */
    SignedJWT token(LoginProvider provider, AuthorizationCode code, LoginUnderWay begun) {
        EgressAnswer answer = ask(provider, code, begun);
        if (answer.status() >= 500) {
            throw LoginProviders.unavailable(provider.issuer(), "a code is answered by " + answer.status());
        }
        try {
            if (!answer.succeeded()) {
                throw refused();
            }
            JWT token = OIDCTokenResponse.parse(JSONObjectUtils.parse(answer.text()))
                    .getOIDCTokens()
                    .getIDToken();
            new IDTokenClaimsVerifier(
                            new Issuer(provider.issuer().issuer()),
                            provider.clientId(),
                            new Nonce(begun.nonce()),
                            Math.toIntExact(provider.issuer().skew().toSeconds()))
                    .verify(token.getJWTClaimsSet(), null);
            if (token instanceof SignedJWT signed && tokens.isSigned(signed, provider.issuer())) {
                return signed;
            }
            throw refused();
        } catch (ParseException | java.text.ParseException | BadJWTException e) {
            throw refused();
        }
    }

    private EgressAnswer ask(LoginProvider provider, AuthorizationCode code, LoginUnderWay begun) {
        try {
            HTTPRequest request = request(provider, code, begun);
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

    private static HTTPRequest request(LoginProvider provider, AuthorizationCode code, LoginUnderWay begun)
            throws IOException {
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(code, provider.back(), new CodeVerifier(begun.verifier()));
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
