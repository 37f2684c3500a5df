package io.insula.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.insula.egress.EgressClient;
import io.insula.egress.EgressConfiguration;
import io.insula.egress.EgressPolicy;
import io.insula.issuer.EndingConfiguration.Introspection;
import io.insula.issuer.TokenIssuer.Claims;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an issuer is asked whether a token is still good. */
class TokenIntrospectionTest {

    private static final MovingClock CLOCK = new MovingClock();
    private static final String YES = "{\"active\":true}";
    private static final String NO = "{\"active\":false}";

    @TempDir
    Path directory;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String answer = YES;
    private volatile int status = 200;
    private HttpServer issuer;
    private EgressClient egress;
    private TokenIntrospection introspection;

    @BeforeEach
    void open() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/introspect", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        issuer.start();
        EgressConfiguration inside = EgressConfiguration.allowing("127.0.0.1");
        egress = new EgressClient(new EgressPolicy(inside), inside);
        egress.open();
        introspection = new TokenIntrospection(egress, CLOCK);
        Files.writeString(directory.resolve("secret"), "s3:cret\n");
    }

    @AfterEach
    void close() {
        egress.close();
        issuer.stop(0);
    }

    @Test
    void theIssuerIsAskedAsTheStandardsHaveIt() {
        assertThat(introspection.isActive(issuer(Duration.ZERO), "a.b.c")).isTrue();

        String pair = Base64.getEncoder().encodeToString("insula%2F1:s3%3Acret".getBytes(StandardCharsets.UTF_8));
        assertThat(asked)
                .containsExactly("POST application/x-www-form-urlencoded Basic " + pair
                        + " token_type_hint=access_token&token=a.b.c");
    }

    @Test
    void withoutATimeForWhichAnAnswerHoldsEachRequestAsks() {
        assertThat(introspection.isActive(issuer(Duration.ZERO), "a.b.c")).isTrue();
        answer = NO;

        assertThat(introspection.isActive(issuer(Duration.ZERO), "a.b.c")).isFalse();
        assertThat(asked).hasSize(2);
    }

    @Test
    void anAnswerHoldsAsLongAsIsSetAndForItsTokenAlone() {
        TokenIssuer patient = issuer(Duration.ofSeconds(10));
        assertThat(introspection.isActive(patient, "a.b.c")).isTrue();
        answer = NO;

        assertThat(introspection.isActive(patient, "a.b.c")).isTrue();
        assertThat(introspection.isActive(patient, "a.b.d")).isFalse();
        CLOCK.advance(Duration.ofSeconds(11));
        assertThat(introspection.isActive(patient, "a.b.c")).isFalse();
    }

    @Test
    void whoIsServedForLongIsAskedAboutNowAndThen() {
        TokenIssuer issuer = issuer(Duration.ZERO);
        assertThat(introspection.isActive(issuer, "a.b.c")).isTrue();
        answer = NO;

        assertThat(introspection.isActiveLately(issuer, "a.b.c")).isTrue();
        CLOCK.advance(Duration.ofSeconds(6));
        assertThat(introspection.isActiveLately(issuer, "a.b.c")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{}", "{\"active\":\"true\"}", "[]", ""})
    void whatIsNoVerdictLetsNobodyIn(String said) {
        answer = said;

        assertUnavailable();
    }

    @Test
    void anIssuerThatRefusesUsOrIsGoneLetsNobodyIn() throws IOException {
        status = 401;
        assertUnavailable();
        status = 200;
        Files.delete(directory.resolve("secret"));
        assertUnavailable();
        Files.writeString(directory.resolve("secret"), "another");
        assertThat(introspection.isActive(issuer(Duration.ZERO), "a.b.c")).isTrue();
        TokenIssuer gone = issuer(Duration.ZERO);
        issuer.stop(0);
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> introspection.isActive(gone, "a.b.c"))
                .matches(refused -> refused.code() == ErrorCode.SERVICE_UNAVAILABLE)
                .withMessageNotContaining("a.b.c");
    }

    private void assertUnavailable() {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> introspection.isActive(issuer(Duration.ZERO), "a.b.c"))
                .matches(refused -> refused.code() == ErrorCode.SERVICE_UNAVAILABLE);
    }

    private TokenIssuer issuer(Duration ttl) {
        URI address = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/introspect");
        Introspection asking = new Introspection(address, "insula/1", directory.resolve("secret"), ttl);
        return new TokenIssuer(
                "corp",
                TestIssuer.NAME,
                address,
                Set.of("insula"),
                null,
                null,
                Set.of("RS256"),
                new Claims(null, "sub", "groups"),
                Duration.ZERO,
                Duration.ZERO,
                new EndingConfiguration(Set.of(), Duration.ofHours(1), asking));
    }
}
