package io.insula.access.browser;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.insula.access.LoginTokens;
import io.insula.egress.EgressAnswer;
import io.insula.egress.EgressClient;
import io.insula.egress.EgressException;
import io.insula.egress.EgressLimits;
import io.insula.egress.EgressPolicy;
import io.insula.egress.EgressRequest;
import io.insula.issuer.TokenIssuer;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The identity providers at which browsers log in. Each is asked where its doors are (OpenID Connect Discovery), and
 * again when that is old; addresses that the egress policy forbids are not called, whoever names them.
 */
@ApplicationScoped
public class LoginProviders {

    private static final Logger LOG = System.getLogger(LoginProviders.class.getName());
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Duration HOLDS = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    static final EgressLimits LIMITS = new EgressLimits(LONGEST, LONGEST, 1 << 18);

    private final Map<String, Told> told = new ConcurrentHashMap<>();

    @Inject
    LoginConfiguration configuration;

    @Inject
    BrowserConfiguration console;

    @Inject
    LoginTokens tokens;

    @Inject
    EgressClient egress;

    @Inject
    Clock clock;

    private record Told(OIDCProviderMetadata metadata, Instant at) {}

    /** One to choose from: the name of its settings, and what people call it. */
    public record Choice(String name, String label) {}

    /** Those to choose from; none where nobody knows where browsers find this server. */
    public List<Choice> choices() {
        return console.origin().isEmpty()
                ? List.of()
                : configuration.clients().stream()
                        .filter(client -> issuer(client).isPresent())
                        .map(client -> new Choice(client.name(), client.label()))
                        .toList();
    }

    /**
     * One of them, with what it says of itself.
     *
     * @throws PlatformException RESOURCE_NOT_FOUND if there is none of that name, SERVICE_UNAVAILABLE if it does not answer
     */
    LoginProvider of(String name) {
        LoginConfiguration.Client client = configuration.clients().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(LoginProviders::unknown);
        TokenIssuer issuer = issuer(client).orElseThrow(LoginProviders::unknown);
        String front = console.origin().orElseThrow(LoginProviders::unknown) + "/console/login";
        return new LoginProvider(client, issuer, told(issuer), URI.create(front + "/back/" + name), URI.create(front));
    }

    /** The one whose tokens say this in {@code iss}, as far as browsers still log in there. */
    Optional<LoginProvider> issuing(String issuer) {
        return configuration.clients().stream()
                .filter(client -> issuer(client)
                        .filter(each -> each.issuer().equals(issuer))
                        .isPresent())
                .findFirst()
                .map(client -> of(client.name()));
    }

    /** A login leads to one formation: that of the issuer. */
    private Optional<TokenIssuer> issuer(LoginConfiguration.Client client) {
        return tokens.issuers().stream()
                .filter(each -> each.name().equals(client.name()) && each.formation() != null)
                .findFirst();
    }

    private OIDCProviderMetadata told(TokenIssuer issuer) {
        Instant now = clock.instant();
        Told before = told.get(issuer.name());
        if (before != null && before.at().plus(HOLDS).isAfter(now)) {
            return before.metadata();
        }
        try {
            URI address = EgressPolicy.address(issuer.issuer() + DISCOVERY);
            EgressAnswer answer = egress.send(EgressRequest.get(address, LIMITS));
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(answer.text());
            if (!answer.succeeded()
                    || !metadata.getIssuer().getValue().equals(issuer.issuer())
                    || metadata.getAuthorizationEndpointURI() == null
                    || metadata.getTokenEndpointURI() == null) {
                throw unavailable(issuer, "its discovery answers " + answer.status() + ", or of somebody else");
            }
            told.put(issuer.name(), new Told(metadata, now));
            return metadata;
        } catch (EgressException | ParseException e) {
            throw unavailable(issuer, e.getMessage());
        }
    }

    static PlatformException unavailable(TokenIssuer issuer, String why) {
        LOG.log(Level.WARNING, "Browsers cannot log in at {0}: {1}", issuer.name(), why);
        return PlatformException.unavailable("The identity provider does not answer as it should", LONGEST);
    }

    private static PlatformException unknown() {
        return PlatformException.notFound("Page");
    }
}
