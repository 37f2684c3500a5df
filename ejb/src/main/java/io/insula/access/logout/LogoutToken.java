package io.insula.access.logout;

import com.nimbusds.jwt.JWTClaimsSet;
import io.insula.issuer.TokenIssuer;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What a logout token says, measured by section 2.6 of Back-Channel Logout 1.0. */
record LogoutToken(TokenIssuer issuer, JWTClaimsSet said) {

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final int LONGEST_NAME = 255;

    /** Refuses all but a logout token for us, whose time is now, that names somebody or a session. */
    void check(Instant now) throws LogoutRefusedException {
        require(
                !Collections.disjoint(said.getAudience(), issuer.ending().logoutAudiences()),
                "aud names nobody who is told of logouts here");
        require(isTimely(now), "exp or iat is missing, past or too far away");
        require(
                said.getClaim("events") instanceof Map<?, ?> events && events.get(EVENT) instanceof Map<?, ?>,
                "events does not hold " + EVENT);
        require(!said.getClaims().containsKey("nonce"), "nonce must not be there");
        require(isName(said.getJWTID()), "jti is missing or no name");
        require(said.getClaim("sid") == null || said.getClaim("sid") instanceof String, "sid is no text");
        require(subject() != null || session() != null, "sub and sid are both missing");
        require(
                Stream.of(subject(), session()).filter(Objects::nonNull).allMatch(LogoutToken::isName),
                "sub or sid is no name");
    }

    String subject() {
        return said.getSubject();
    }

    String session() {
        return (String) said.getClaim("sid");
    }

    Instant issuedAt() {
        return said.getIssueTime().toInstant();
    }

    /** One that lived for longer than it is remembered could be shown again after that. */
    private boolean isTimely(Instant now) {
        Date end = said.getExpirationTime();
        Date issued = said.getIssueTime();
        return end != null
                && issued != null
                && end.toInstant().plus(issuer.skew()).isAfter(now)
                && end.toInstant().isBefore(now.plus(issuer.ending().memory()))
                && !issued.toInstant().isAfter(now.plus(issuer.skew()));
    }

    private static boolean isName(String text) {
        return text != null
                && !text.isBlank()
                && text.length() <= LONGEST_NAME
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static void require(boolean holds, String reason) throws LogoutRefusedException {
        if (!holds) {
            throw new LogoutRefusedException(reason);
        }
    }
}
