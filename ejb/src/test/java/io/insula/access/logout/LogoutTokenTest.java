package io.insula.access.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.insula.egress.EgressClient;
import io.insula.egress.EgressConfiguration;
import io.insula.egress.EgressPolicy;
import io.insula.issuer.EndingConfiguration;
import io.insula.issuer.MovingClock;
import io.insula.issuer.TestIssuer;
import io.insula.issuer.TokenConfiguration;
import io.insula.issuer.TokenIssuer;
import io.insula.issuer.TokenIssuer.Claims;
import io.insula.issuer.TokenSignatures;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which logout tokens are refused. Nothing stands behind the one who hears them here: a database is not even asked. */
class LogoutTokenTest {

    private static final MovingClock CLOCK = new MovingClock();
    private static final TestIssuer LOGIN = new TestIssuer();
    private static final String HERE = "192.0.2.1";
    private static final int MOST = 3;
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final EgressConfiguration INSIDE = EgressConfiguration.allowing("127.0.0.1");
    private static final EgressClient EGRESS = new EgressClient(new EgressPolicy(INSIDE), INSIDE);

    @BeforeAll
    static void open() {
        EGRESS.open();
    }

    @AfterAll
    static void close() {
        EGRESS.close();
        LOGIN.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"badlySigned", "badlySaid"})
    void whateverIsWrongWithALogoutTokenItEndsNothing(String fault, String reason, String token) {
        assertThatExceptionOfType(LogoutRefusedException.class)
                .isThrownBy(() -> channel("insula-app").hear(token, HERE, "req_1"))
                .withMessageContaining(reason);
    }

    @Test
    void anIssuerThatIsNotToBeHeardEndsNothing() {
        assertThatExceptionOfType(LogoutRefusedException.class)
                .isThrownBy(() -> channel().hear(saying(claims()), HERE, "req_1"))
                .withMessageContaining("iss names nobody");
    }

    @Test
    void whoeverSendsTooManyThatEndNothingWaitsAndNobodyElse() {
        BackChannel channel = channel("insula-app");
        for (int i = 0; i < MOST; i++) {
            assertThatExceptionOfType(LogoutRefusedException.class)
                    .isThrownBy(() -> channel.hear("token", HERE, "req_1"));
        }

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> channel.hear(saying(claims()), HERE, "req_1"))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                    assertThat(refused.retryAfter()).contains(Duration.ofMinutes(1));
                });
        assertThatExceptionOfType(LogoutRefusedException.class)
                .isThrownBy(() -> channel.hear("token", "192.0.2.2", "req_1"));
    }

    static Stream<Arguments> badlySigned() throws JOSEException {
        String signed = "is not signed as";
        SignedJWT foreign = new SignedJWT(header().build(), claims().build());
        foreign.sign(new RSASSASigner(TestIssuer.freshKey("one")));
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims().build());
        shared.sign(new MACSigner(LOGIN.key().toRSAPublicKey().getEncoded()));
        return Stream.of(
                Arguments.of("alg none", "is none", new PlainJWT(claims().build()).serialize()),
                Arguments.of("a foreign key of the same name", signed, foreign.serialize()),
                Arguments.of("the public key as a shared secret", signed, shared.serialize()),
                Arguments.of(
                        "its own key",
                        signed,
                        LOGIN.signed(header().jwk(LOGIN.key().toPublicJWK()), claims().build())),
                Arguments.of("the type of an access token", signed, typed("at+jwt")),
                Arguments.of("cut", signed, saying(claims()).replaceFirst(".{6}$", "")),
                Arguments.of("too long", "longer than", "x".repeat(8_000)),
                Arguments.of("no token", "is none", "token"),
                Arguments.of("nothing", "is none", ""));
    }

    static Stream<Arguments> badlySaid() {
        String events = "events does not hold";
        String time = "exp or iat";
        return Stream.of(
                Arguments.of("a foreign issuer", "iss names nobody", saying(claims().issuer("https://evil.example"))),
                Arguments.of("another client's", "aud names nobody", saying(claims().audience("payroll"))),
                Arguments.of("no audience", "aud names nobody", saying(claims().audience((String) null))),
                Arguments.of(
                        "an ID token",
                        events,
                        saying(claims().claim("events", null).claim("nonce", "n"))),
                Arguments.of("another event", events, saying(claims().claim("events", Map.of("urn:x", Map.of())))),
                Arguments.of(
                        "an event that is no object", events, saying(claims().claim("events", Map.of(EVENT, "yes")))),
                Arguments.of("with a nonce", "nonce", saying(claims().claim("nonce", "n"))),
                Arguments.of("expired", time, saying(claims().expirationTime(in(-31)))),
                Arguments.of("without an end", time, saying(claims().expirationTime(null))),
                Arguments.of("without a beginning", time, saying(claims().issueTime(null))),
                Arguments.of("issued later", time, saying(claims().issueTime(in(31)))),
                Arguments.of("for longer than is remembered", time, saying(claims().expirationTime(in(3_601)))),
                Arguments.of("without an id", "jti", saying(claims().jwtID(null))),
                Arguments.of("with an id beyond all measure", "jti", saying(claims().jwtID("j".repeat(256)))),
                Arguments.of(
                        "of nobody",
                        "sub and sid",
                        saying(claims().subject(null).claim("sid", null))),
                Arguments.of("of a number", "sid is no text", saying(claims().claim("sid", 1))),
                Arguments.of("of what no database keeps", "no name", saying(claims().claim("sid", "a\u0000b"))));
    }

    private static BackChannel channel(String... audiences) {
        EndingConfiguration ending = new EndingConfiguration(Set.of(audiences), Duration.ofHours(1), null);
        TokenIssuer issuer = new TokenIssuer(
                "corp",
                TestIssuer.NAME,
                LOGIN.keys(),
                Set.of("insula"),
                null,
                null,
                Set.of("RS256"),
                new Claims(null, "sub", "groups"),
                Duration.ofSeconds(30),
                Duration.ZERO,
                ending);
        TokenConfiguration configuration =
                new TokenConfiguration(List.of(issuer), Duration.ofMinutes(10), Duration.ofSeconds(10));
        TokenSignatures signatures = TestIssuer.signatures(configuration, EGRESS, CLOCK);
        return new BackChannel(configuration, signatures, null, new LogoutConfiguration(MOST), CLOCK);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(TestIssuer.NAME)
                .audience("insula-app")
                .subject("alice")
                .jwtID("j1")
                .claim("sid", "s1")
                .claim("events", Map.of(EVENT, Map.of()))
                .issueTime(in(0))
                .expirationTime(in(120));
    }

    private static Date in(long seconds) {
        Instant then = CLOCK.instant().plusSeconds(seconds);
        return Date.from(then);
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").type(new JOSEObjectType("logout+jwt"));
    }

    private static String typed(String type) {
        return LOGIN.signed(header().type(new JOSEObjectType(type)), claims().build());
    }

    private static String saying(JWTClaimsSet.Builder claims) {
        return LOGIN.signed(header(), claims.build());
    }
}
