package io.insula.access.browser;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an identity token says of a login.
 *
 * @param name by which people know the user there
 * @param session the provider's own ({@code sid}), or null
 */
record LoginClaims(String subject, String name, String session, Instant issuedAt) {

    private static final int LONGEST = 255;

    static LoginClaims of(SignedJWT token) {
        try {
            JWTClaimsSet said = token.getJWTClaimsSet();
            String name = Stream.of("preferred_username", "name")
                    .map(said::getClaim)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(each -> !each.isBlank() && each.length() <= LONGEST && each.indexOf('\0') < 0)
                    .findFirst()
                    .orElse(said.getSubject());
            Object session = said.getClaim("sid");
            return new LoginClaims(
                    said.getSubject(),
                    name,
                    Optional.ofNullable(session).map(String::valueOf).orElse(null),
                    said.getIssueTime().toInstant());
        } catch (ParseException e) {
            throw new PlatformException(ErrorCode.INVALID_REQUEST, "The identity provider's token cannot be read");
        }
    }
}
