package io.insula.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.insula.access.VerifiedToken.Content;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;

/** The token as MicroProfile JWT shows it. */
class CurrentTokenTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void withoutATokenNothingIsSaid() {
        JsonWebToken shown = CurrentToken.of(Optional::empty);

        assertThat(shown.getName()).isNull();
        assertThat(shown.getClaimNames()).isEmpty();
        assertThat(shown.getSubject()).isNull();
        assertThat(shown.getRawToken()).isNull();
    }

    @Test
    void theRequestsTokenSpeaksInTheTypesOfTheStandard() {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("https://login.example")
                .subject("4711")
                .audience("insula")
                .claim("preferred_username", "alice")
                .expirationTime(Date.from(NOON))
                .build();
        VerifiedToken token = new VerifiedToken(
                "alpha", "corp", "4711", "token:x", null, Set.of("staff"), NOON, new Content(claims, "a.b.c"), null);

        JsonWebToken shown = CurrentToken.of(() -> Optional.of(token));

        assertThat(shown.getName()).isEqualTo("alice");
        assertThat(shown.getSubject()).isEqualTo("4711");
        assertThat(shown.getIssuer()).isEqualTo("https://login.example");
        assertThat(shown.getAudience()).containsExactly("insula");
        assertThat(shown.getGroups()).containsExactly("staff");
        assertThat(shown.getExpirationTime()).isEqualTo(NOON.getEpochSecond());
        assertThat(shown.getRawToken()).isEqualTo("a.b.c");
        assertThat(shown.containsClaim("preferred_username")).isTrue();
        assertThat(shown.toString()).isEqualTo("token:corp");
    }
}
