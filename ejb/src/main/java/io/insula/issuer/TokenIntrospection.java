package io.insula.issuer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.insula.egress.EgressAnswer;
import io.insula.egress.EgressClient;
import io.insula.egress.EgressException;
import io.insula.egress.EgressLimits;
import io.insula.egress.EgressRequest;
import io.insula.issuer.EndingConfiguration.Introspection;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Asks an issuer whether a token is still good (RFC 7662). Whoever cannot be asked has not said so: without an answer
 * nobody is let in. Tokens are remembered by their hashes, and neither they nor the secret are ever told.
 */
@ApplicationScoped
public class TokenIntrospection {

    private static final Logger LOG = System.getLogger(TokenIntrospection.class.getName());
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** Whoever is served for long is not presented again; his issuer is asked as often as this, or less often. */
    private static final Duration LATELY = Duration.ofSeconds(5);

    private static final EgressLimits LIMITS = new EgressLimits(LONGEST, LONGEST, 1 << 16);
    private static final long MOST_REMEMBERED = 100_000;

    private final Cache<String, Told> told =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private final EgressClient egress;
    private final Clock clock;

    private record Told(boolean active, Instant at) {}

    /** What the container's proxy is made with. */
    TokenIntrospection() {
        this(null, null);
    }

    @Inject
    TokenIntrospection(EgressClient egress, Clock clock) {
        this.egress = egress;
        this.clock = clock;
    }

    /**
     * Whether the issuer says so now, or has said so within the time for which its answers hold.
     *
     * @throws PlatformException SERVICE_UNAVAILABLE if it does not answer
     */
    public boolean isActive(TokenIssuer issuer, String token) {
        return isActive(issuer, token, issuer.ending().introspection().ttl());
    }

    /** The same of a token that is in use all the time. */
    public boolean isActiveLately(TokenIssuer issuer, String token) {
        Duration ttl = issuer.ending().introspection().ttl();
        return isActive(issuer, token, ttl.compareTo(LATELY) > 0 ? ttl : LATELY);
    }

    private boolean isActive(TokenIssuer issuer, String token, Duration holds) {
        String key = hash(issuer.name() + ' ' + token);
        Instant now = clock.instant();
        Told before = told.getIfPresent(key);
        if (before != null && before.at().plus(holds).isAfter(now)) {
            return before.active();
        }
        boolean active = ask(issuer, token);
        told.put(key, new Told(active, now));
        return active;
    }

    private boolean ask(TokenIssuer issuer, String token) {
        Introspection introspection = issuer.ending().introspection();
        try {
            EgressAnswer answer = egress.send(new EgressRequest(
                    introspection.address(),
                    Map.of(
                            "Authorization", "Basic " + credentials(introspection),
                            "Content-Type", "application/x-www-form-urlencoded",
                            "Accept", "application/json"),
                    "token_type_hint=access_token&token=" + encoded(token),
                    LIMITS));
            return verdict(answer)
                    .orElseThrow(() -> unavailable(issuer, "it answers " + answer.status() + " without a verdict"));
        } catch (EgressException e) {
            throw unavailable(issuer, e.getMessage());
        } catch (IOException e) {
            throw unavailable(issuer, "the file with the client's secret cannot be read");
        }
    }

    private static Optional<Boolean> verdict(EgressAnswer answer) {
        if (!answer.succeeded()) {
            return Optional.empty();
        }
        try {
            return JSONObjectUtils.parse(answer.text()).get("active") instanceof Boolean active
                    ? Optional.of(active)
                    : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static PlatformException unavailable(TokenIssuer issuer, String reason) {
        LOG.log(Level.WARNING, "The issuer {0} cannot be asked about a token: {1}", issuer.name(), reason);
        return PlatformException.unavailable("The token's issuer cannot be asked whether it is still good", LONGEST);
    }

    /** Both parts are encoded before they are joined, as RFC 6749 has it. */
    private static String credentials(Introspection introspection) throws IOException {
        String secret = Files.readString(introspection.secret()).strip();
        String pair = encoded(introspection.client()) + ':' + encoded(secret);
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The platform lacks SHA-256", e);
        }
    }
}
