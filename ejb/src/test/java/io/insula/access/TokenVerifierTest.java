package io.insula.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.insula.egress.EgressClient;
import io.insula.egress.EgressConfiguration;
import io.insula.egress.EgressPolicy;
import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.formation.Tenancy;
import io.insula.issuer.EndingConfiguration;
import io.insula.issuer.MovingClock;
import io.insula.issuer.TestIssuer;
import io.insula.issuer.TokenConfiguration;
import io.insula.issuer.TokenIssuer;
import io.insula.issuer.TokenIssuer.Claims;
import io.insula.issuer.TokenSignatures;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which tokens are believed, and whose keys are asked for on the way. */
class TokenVerifierTest {

    private static final String AUDIENCE = "insula";
    private static final Claims PLAIN = new Claims(null, "sub", "groups");
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final MovingClock CLOCK = new MovingClock();
    private static final TestIssuer SHARED = new TestIssuer();

    private TestIssuer login;
    private EgressClient egress;

    @BeforeEach
    void open() {
        login = new TestIssuer();
        EgressConfiguration inside = EgressConfiguration.allowing("127.0.0.1");
        egress = new EgressClient(new EgressPolicy(inside), inside);
        egress.open();
    }

    @AfterEach
    void close() {
        egress.close();
        login.close();
    }

    @Test
    void aGoodTokenSpeaksForItsUserAlone() {
        VerifiedToken token = verifier(issuer("alpha", "acme", PLAIN))
                .verify(login.signed(claims().claim("groups", List.of("staff")).build()), null)
                .orElseThrow();

        assertThat(token.formation()).isEqualTo("alpha");
        assertThat(token.tenant().slug()).isEqualTo("acme");
        assertThat(token.subject()).isEqualTo("Alice@Example.org");
        assertThat(token.groups()).containsExactly("staff");
        assertThat(token.permissions())
                .containsExactlyInAnyOrder(
                        Permission.CHAT,
                        Permission.MEMORY,
                        Permission.REQUESTS,
                        Permission.CREDENTIALS,
                        Permission.USE_TOOLS,
                        Permission.PROVE_IDENTIFIERS,
                        Permission.FORGET);
        assertThat(token.expiresAt()).isEqualTo(now().plusSeconds(300).plus(SKEW));
        assertThat(token.toString()).isEqualTo("token:corp");
    }

    @Test
    void aGoodTokenForAFormationThatWasLeftOutIsToldToComeAgainAndABadOneNothing() {
        TokenVerifier verifier = verifier(issuer("left-out", "acme", PLAIN));

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> verifier.verify(login.signed(claims().build()), null))
                .matches(refused -> refused.code() == ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(verifier.verify(SHARED.signed(claims().build()), null)).isEmpty();
        assertThat(verifier.faults()).isEmpty();
    }

    @Test
    void aUserIsKeyedByTheIssuerAndTakenVerbatim() {
        assertThat(Stream.of(
                        TokenIssuer.identifier("https://a", "alice"),
                        TokenIssuer.identifier("https://b", "alice"),
                        TokenIssuer.identifier("https://a", "Alice"),
                        TokenIssuer.identifier("https://aa", "lice")))
                .doesNotHaveDuplicates()
                .allMatch(identifier -> identifier.matches("token:[A-Za-z0-9_-]{43}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"badlySigned", "badlySaid"})
    void whateverIsWrongWithATokenItIsNone(String fault, String token) {
        assertThat(verifier(issuer(SHARED, "alpha", "acme", PLAIN)).verify(token, null))
                .isEmpty();
    }

    static Stream<Arguments> badlySigned() throws JOSEException {
        RSAKey foreign = TestIssuer.freshKey("one");
        return Stream.of(
                Arguments.of("no signature at all", new PlainJWT(claims().build()).serialize()),
                Arguments.of("the public key as a shared secret", withPublicKeyAsSecret()),
                Arguments.of("a foreign key of the same name", signedBy(foreign)),
                Arguments.of("an algorithm that is not admitted", signed(JWSAlgorithm.RS512)),
                Arguments.of("jku", signed(header().jwkURL(SHARED.keys()))),
                Arguments.of("jwk", signed(header().jwk(SHARED.key().toPublicJWK()))),
                Arguments.of("x5u", signed(header().x509CertURL(SHARED.keys()))),
                Arguments.of("crit", signed(header().criticalParams(Set.of("exp")))),
                Arguments.of("another type", signed(header().type(new JOSEObjectType("logout+jwt")))),
                Arguments.of("cut", cut(signed(header()))),
                Arguments.of("no token", "token"),
                Arguments.of("nothing", ""));
    }

    static Stream<Arguments> badlySaid() {
        Date past = Date.from(now().minusSeconds(31));
        Date future = Date.from(now().plusSeconds(31));
        return Stream.of(
                Arguments.of("expired", saying(claims().expirationTime(past))),
                Arguments.of("without an end", saying(claims().expirationTime(null))),
                Arguments.of("not yet valid", saying(claims().notBeforeTime(future))),
                Arguments.of("issued later", saying(claims().issueTime(future))),
                Arguments.of("a foreign issuer", saying(claims().issuer("https://evil.example"))),
                Arguments.of("no issuer", saying(claims().issuer(null))),
                Arguments.of("a foreign audience", saying(claims().audience("payroll"))),
                Arguments.of("no audience", saying(claims().audience((String) null))),
                Arguments.of("no user", saying(claims().subject(null))),
                Arguments.of("a blank user", saying(claims().subject(" "))),
                Arguments.of("a user with control characters", saying(claims().subject("a\nb"))),
                Arguments.of("too large", saying(claims().claim("x", "x".repeat(8_000)))));
    }

    @Test
    void aClockThatDiffersALittleIsForgiven() {
        TokenVerifier verifier = verifier(issuer("alpha", "acme", PLAIN));
        JWTClaimsSet justOver =
                claims().expirationTime(Date.from(now().minusSeconds(29))).build();
        JWTClaimsSet notQuite =
                claims().notBeforeTime(Date.from(now().plusSeconds(29))).build();

        assertThat(verifier.verify(login.signed(justOver), null)).isPresent();
        assertThat(verifier.verify(login.signed(notQuite), null)).isPresent();
    }

    @Test
    void withoutAFormationInTheSettingsThePathNamesIt() {
        String token = login.signed(claims().build());
        TokenVerifier free = verifier(issuer(null, null, PLAIN));
        TokenVerifier bound = verifier(issuer("alpha", null, PLAIN));

        assertThat(free.verify(token, null)).isEmpty();
        assertThat(free.verify(token, "unknown")).isEmpty();
        assertThat(free.verify(token, "beta")).get().matches(good -> good.formation()
                .equals("beta"));
        assertThat(bound.verify(token, "beta")).isEmpty();
        assertThat(bound.verify(token, "alpha"))
                .get()
                .matches(good -> good.tenant().slug().equals("main"));
    }

    @Test
    void theTenantIsTheIssuersOrItsClaims() {
        Claims claimed = new Claims("https://example/tenant", "sub", "groups");
        String globex =
                login.signed(claims().claim("https://example/tenant", "globex").build());
        String nowhere = login.signed(claims().build());
        String malformed =
                login.signed(claims().claim("https://example/tenant", "Globex!").build());

        assertThat(verifier(issuer("alpha", null, claimed)).verify(globex, null))
                .get()
                .matches(good -> good.tenant().slug().equals("globex"));
        assertThat(verifier(issuer("alpha", "acme", claimed)).verify(globex, null))
                .as("another tenant's claim")
                .isEmpty();
        assertThat(verifier(issuer("alpha", null, claimed)).verify(nowhere, null))
                .isEmpty();
        assertThat(verifier(issuer("alpha", null, claimed)).verify(malformed, null))
                .isEmpty();
    }

    @Test
    void userAndGroupsStandWhereTheSettingsSay() {
        String token = login.signed(claims().claim("oid", "4711")
                .claim("realm_access", Map.of("roles", List.of("admin", "staff")))
                .build());

        assertThat(verifier(issuer("alpha", null, new Claims(null, "oid", "realm_access.roles")))
                        .verify(token, null))
                .get()
                .matches(good -> good.subject().equals("4711"))
                .matches(good -> good.groups().equals(Set.of("admin", "staff")));
    }

    @Test
    void newKeysAreAskedForOnceAndForeignOnesNotAtWill() {
        TokenVerifier verifier = verifier(issuer("alpha", null, PLAIN));
        assertThat(verifier.verify(login.signed(claims().build()), null)).isPresent();
        assertThat(verifier.verify(login.signed(claims().build()), null)).isPresent();
        assertThat(login.asked()).isEqualTo(1);

        login.rollOver("two");
        CLOCK.advance(Duration.ofSeconds(11));
        assertThat(verifier.verify(login.signed(claims().build()), null)).isPresent();
        assertThat(login.asked()).isEqualTo(2);

        for (int i = 0; i < 20; i++) {
            String stranger =
                    login.signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown-" + i), claims().build());
            assertThat(verifier.verify(stranger, null)).isEmpty();
        }
        assertThat(login.asked()).isEqualTo(2);
    }

    @Test
    void anIssuerThatFallsSilentIsBelievedForAWhile() {
        TokenVerifier verifier = verifier(issuer("alpha", null, PLAIN));
        assertThat(verifier.verify(login.signed(claims().build()), null)).isPresent();
        login.fallSilent();

        CLOCK.advance(Duration.ofMinutes(11));
        assertThat(verifier.verify(login.signed(claims().build()), null)).isPresent();
        assertThat(login.asked()).isEqualTo(2);

        CLOCK.advance(Duration.ofMinutes(60));
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> verifier.verify(login.signed(claims().build()), null))
                .matches(refused -> refused.code() == ErrorCode.SERVICE_UNAVAILABLE);
    }

    @Test
    void anIssuerThatIsNoLongerConfiguredIsNotBelievedAnew() {
        VerifiedToken token = verifier(issuer("alpha", null, PLAIN))
                .verify(login.signed(claims().build()), null)
                .orElseThrow();

        assertThat(verifier(issuer("alpha", null, PLAIN)).verifyAnew(token)).isEqualTo(Optional.of(token));
        assertThat(verifier(issuer("beta", null, PLAIN)).verifyAnew(token)).isEmpty();
    }

    private TokenVerifier verifier(TokenIssuer issuer) {
        TokenConfiguration configuration =
                new TokenConfiguration(List.of(issuer), Duration.ofMinutes(10), Duration.ofSeconds(10));
        FormationRegistry formations = new FormationRegistry();
        for (String id : List.of("alpha", "beta")) {
            Tenancy tenancy = new Tenancy(Tenancy.Create.DECLARED, 10, "main", true);
            formations.serve(
                    Path.of(id),
                    new Formation(
                            id, "", "", "1.0.0", tenancy, null, null, null, null, null, null, List.of(), List.of(),
                            null));
        }
        formations.leaveOut(Path.of("left-out"), "left-out", "unread");
        TokenSignatures signatures = TestIssuer.signatures(configuration, egress, CLOCK);
        return new TokenVerifier(configuration, signatures, new TokenStanding(), formations, CLOCK);
    }

    private TokenIssuer issuer(String formation, String tenant, Claims claims) {
        return issuer(login, formation, tenant, claims);
    }

    private static TokenIssuer issuer(TestIssuer login, String formation, String tenant, Claims claims) {
        URI keys = login.keys();
        Set<String> algorithms = Set.of("RS256", "ES256");
        return new TokenIssuer(
                "corp",
                TestIssuer.NAME,
                keys,
                Set.of(AUDIENCE),
                formation,
                tenant,
                algorithms,
                claims,
                SKEW,
                Duration.ZERO,
                EndingConfiguration.NEVER);
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one");
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(TestIssuer.NAME)
                .audience(AUDIENCE)
                .subject("Alice@Example.org")
                .issueTime(Date.from(now()))
                .expirationTime(Date.from(now().plusSeconds(300)));
    }

    private static Instant now() {
        return CLOCK.instant();
    }

    private static String signed(JWSAlgorithm algorithm) {
        return signed(new JWSHeader.Builder(algorithm).keyID("one"));
    }

    private static String signed(JWSHeader.Builder header) {
        return SHARED.signed(header, claims().build());
    }

    private static String saying(JWTClaimsSet.Builder claims) {
        return SHARED.signed(header(), claims.build());
    }

    private static String signedBy(RSAKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(header().build(), claims().build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static String withPublicKeyAsSecret() throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims().build());
        token.sign(new MACSigner(SHARED.key().toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    private static String cut(String token) {
        return token.substring(0, token.length() - 6);
    }
}
