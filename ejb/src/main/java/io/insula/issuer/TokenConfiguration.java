package io.insula.issuer;

import io.insula.egress.EgressException;
import io.insula.egress.EgressPolicy;
import io.insula.issuer.TokenIssuer.Claims;
import io.insula.kernel.Setting;
import io.insula.tenant.TenantSlug;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about tokens: whose are believed, and how their keys are kept.
 *
 * @param keysTtl after which time an issuer's keys are asked for again
 * @param keysRetry how long at least between two questions to one issuer, whatever its tokens name
 */
@Dependent
public record TokenConfiguration(List<TokenIssuer> issuers, Duration keysTtl, Duration keysRetry) {

    private static final String NONE = "none";
    private static final String UNNAMED = "default";
    /** Signatures with a pair of keys only: whoever can verify one must not be able to make one. */
    private static final Set<String> ASYMMETRIC =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    static final Setting<String> MP_ISSUER = Setting.text("mp.jwt.verify.issuer", NONE);
    static final Setting<String> MP_KEYS = Setting.text("mp.jwt.verify.publickey.location", NONE);
    static final Setting<String> MP_ALGORITHM = Setting.text("mp.jwt.verify.publickey.algorithm", "RS256");
    static final Setting<String> MP_AUDIENCES = Setting.text("mp.jwt.verify.audiences", NONE);
    static final Setting<Integer> MP_SKEW = Setting.number("mp.jwt.verify.clock.skew", 0, 600, 30);
    static final Setting<Integer> MP_AGE = Setting.number("mp.jwt.verify.token.age", 0, 31_536_000, 0);

    static final Setting<String> ISSUER = Setting.text("insula.jwt.issuers.<name>.issuer");
    static final Setting<String> JWKS_URI = Setting.text("insula.jwt.issuers.<name>.jwks-uri");
    static final Setting<String> AUDIENCE = Setting.text("insula.jwt.issuers.<name>.audience");
    public static final Setting<String> FORMATION = Setting.text("insula.jwt.issuers.<name>.formation", NONE);
    static final Setting<String> TENANT = Setting.text("insula.jwt.issuers.<name>.tenant", NONE);
    static final Setting<String> ALGORITHMS = Setting.text("insula.jwt.issuers.<name>.algorithms", "RS256,PS256,ES256");
    static final Setting<String> TENANT_CLAIM = Setting.text("insula.jwt.issuers.<name>.tenant-claim", NONE);
    static final Setting<String> USER_CLAIM = Setting.text("insula.jwt.issuers.<name>.user-claim", "sub");
    static final Setting<String> GROUPS_CLAIM = Setting.text("insula.jwt.issuers.<name>.groups-claim", "groups");

    static final Setting<String> UNNAMED_TENANT_CLAIM = Setting.text("insula.jwt.tenant-claim", NONE);
    static final Setting<String> UNNAMED_USER_CLAIM = Setting.text("insula.jwt.user-claim", "sub");
    static final Setting<String> UNNAMED_GROUPS_CLAIM = Setting.text("insula.jwt.groups-claim", "groups");
    static final Setting<Duration> SKEW =
            Setting.duration("insula.jwt.clock-skew", Duration.ZERO, Duration.ofMinutes(10), Duration.ofSeconds(30));
    static final Setting<Duration> KEYS_TTL = Setting.duration(
            "insula.jwt.keys-ttl", Duration.ofSeconds(1), Duration.ofHours(24), Duration.ofMinutes(10));
    static final Setting<Duration> KEYS_RETRY = Setting.duration(
            "insula.jwt.keys-retry", Duration.ofMillis(100), Duration.ofHours(1), Duration.ofSeconds(10));

    public TokenConfiguration {
        KEYS_TTL.check(keysTtl);
        KEYS_RETRY.check(keysRetry);
        issuers = List.copyOf(issuers);
        Set<String> names = issuers.stream().map(TokenIssuer::issuer).collect(Collectors.toSet());
        if (names.size() < issuers.size()) {
            throw new IllegalArgumentException(
                    "two issuers of tokens have the same issuer: one of them would be ignored");
        }
    }

    @Inject
    TokenConfiguration(Config config) {
        this(issuers(config), KEYS_TTL.read(config), KEYS_RETRY.read(config));
    }

    /** Who says this of itself, if it is believed. */
    public Optional<TokenIssuer> issuedBy(String issuer) {
        return issuers.stream().filter(each -> each.issuer().equals(issuer)).findFirst();
    }

    private static List<TokenIssuer> issuers(Config config) {
        List<TokenIssuer> issuers = new ArrayList<>();
        if (!MP_ISSUER.read(config).equals(NONE)) {
            issuers.add(unnamed(config));
        }
        ISSUER.names(config).forEach(name -> issuers.add(named(config, name)));
        return issuers;
    }

    private static TokenIssuer unnamed(Config config) {
        return new TokenIssuer(
                UNNAMED,
                MP_ISSUER.read(config),
                address(MP_KEYS, config),
                audiences(MP_AUDIENCES, config),
                null,
                null,
                algorithms(MP_ALGORITHM, config),
                new Claims(
                        orNull(UNNAMED_TENANT_CLAIM, config),
                        UNNAMED_USER_CLAIM.read(config),
                        UNNAMED_GROUPS_CLAIM.read(config)),
                Duration.ofSeconds(MP_SKEW.read(config)),
                Duration.ofSeconds(MP_AGE.read(config)),
                EndingConfiguration.NEVER);
    }

    private static TokenIssuer named(Config config, String name) {
        Setting<String> tenant = TENANT.called(name);
        String slug = orNull(tenant, config);
        if (slug != null && !TenantSlug.parse(slug).filter(slug::equals).isPresent()) {
            throw new IllegalArgumentException(tenant.name() + " is not a tenant: " + TenantSlug.RULE);
        }
        EndingConfiguration ending = EndingConfiguration.of(config, name);
        return new TokenIssuer(
                name,
                ISSUER.called(name).read(config),
                address(JWKS_URI.called(name), config),
                audiences(AUDIENCE.called(name), config),
                orNull(FORMATION.called(name), config),
                slug,
                algorithms(ALGORITHMS.called(name), config),
                new Claims(
                        orNull(TENANT_CLAIM.called(name), config),
                        USER_CLAIM.called(name).read(config),
                        GROUPS_CLAIM.called(name).read(config)),
                SKEW.read(config),
                ending.oldest(),
                ending);
    }

    private static URI address(Setting<String> setting, Config config) {
        try {
            return EgressPolicy.address(setting.read(config));
        } catch (EgressException e) {
            throw new IllegalArgumentException(setting.name() + " " + e.getMessage(), e);
        }
    }

    private static Set<String> audiences(Setting<String> setting, Config config) {
        Set<String> audiences = list(setting, config);
        if (audiences.isEmpty()) {
            throw new IllegalArgumentException(
                    setting.name() + " is not set: a token for somebody else would be taken for ours");
        }
        return audiences;
    }

    private static Set<String> algorithms(Setting<String> setting, Config config) {
        Set<String> algorithms = list(setting, config);
        if (algorithms.isEmpty() || !ASYMMETRIC.containsAll(algorithms)) {
            throw new IllegalArgumentException(
                    setting.name() + " must be of these: " + String.join(", ", new TreeSet<>(ASYMMETRIC)));
        }
        return algorithms;
    }

    private static Set<String> list(Setting<String> setting, Config config) {
        return Stream.of(setting.read(config).split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty() && !each.equals(NONE))
                .collect(Collectors.toSet());
    }

    private static String orNull(Setting<String> setting, Config config) {
        String value = setting.read(config);
        return value.equals(NONE) ? null : value;
    }
}
