package io.insula.access;

import com.nimbusds.jwt.JWTClaimsSet;
import io.insula.formation.AccessRules;
import io.insula.issuer.TokenIssuer;
import io.insula.tenant.EndedLogins;
import io.insula.tenant.TenantSlug;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a token says, measured by what its issuer may say. */
record TokenClaims(TokenIssuer issuer, JWTClaimsSet said) {

    private static final int LONGEST_SUBJECT = 255;
    private static final String SESSION = "sid";

    /** Whether the token is for us and its time is now, and it names a user and, where that is asked for, a tenant. */
    boolean holdAt(Instant now) throws ParseException {
        return !Collections.disjoint(said.getAudience(), issuer.audiences()) && identifyAt(now);
    }

    /** Whether its time is now, and it names a user and, where that is asked for, a tenant; whoever it is for. */
    boolean identifyAt(Instant now) throws ParseException {
        return isTimely(now) && user().isPresent() && tenantHolds() && loginHolds();
    }

    /** Which login it came from. */
    EndedLogins.Login login() {
        return new EndedLogins.Login(
                issuer.issuer(), said.getSubject(), text(SESSION).orElse(null), instant(said.getIssueTime()));
    }

    /** What no database could keep names no login that could be ended. */
    private boolean loginHolds() {
        return Stream.of(Optional.ofNullable(said.getSubject()), text(SESSION))
                .flatMap(Optional::stream)
                .allMatch(name -> name.chars().noneMatch(Character::isISOControl));
    }

    /** The user's name with the issuer, as it stands there. */
    Optional<String> user() {
        return text(issuer.claims().user())
                .filter(name -> !name.isBlank() && name.length() <= LONGEST_SUBJECT)
                .filter(name -> name.chars().noneMatch(Character::isISOControl));
    }

    /** The only tenant that the token may name; empty for the formation's default one. */
    Optional<String> tenant() {
        return issuer.tenant() == null ? claimedTenant() : Optional.of(issuer.tenant());
    }

    Set<String> groups() {
        Object groups = value(issuer.claims().groups());
        Set<String> names = new LinkedHashSet<>();
        if (groups instanceof Collection<?> list) {
            list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(names::add);
        } else if (groups instanceof String text) {
            names.addAll(List.of(text.strip().split("\\s+")));
        }
        // Others are no groups that a role could be assigned to.
        names.removeIf(name -> !AccessRules.isGroupName(name));
        return names;
    }

    private boolean isTimely(Instant now) {
        Instant end = instant(said.getExpirationTime());
        Instant begin = instant(said.getNotBeforeTime());
        Instant issued = instant(said.getIssueTime());
        Instant early = now.plus(issuer.skew());
        boolean tooOld = !issuer.oldest().isZero()
                && (issued == null
                        || issued.plus(issuer.oldest()).plus(issuer.skew()).isBefore(now));
        return end != null
                && end.plus(issuer.skew()).isAfter(now)
                && (begin == null || !begin.isAfter(early))
                && (issued == null || !issued.isAfter(early))
                && !tooOld;
    }

    /** A claim that is asked for must be there; where the issuer has one tenant, another one in a claim spoils the token. */
    private boolean tenantHolds() {
        if (issuer.claims().tenant() == null) {
            return true;
        }
        Optional<String> claimed = claimedTenant();
        return claimed.isPresent() && (issuer.tenant() == null || claimed.equals(Optional.of(issuer.tenant())));
    }

    private Optional<String> claimedTenant() {
        return issuer.claims().tenant() == null
                ? Optional.empty()
                : text(issuer.claims().tenant()).flatMap(TenantSlug::parse);
    }

    private Optional<String> text(String claim) {
        return value(claim) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The claim of that name; if there is none, the one that dots lead to, as in {@code realm_access.roles}. */
    private Object value(String claim) {
        Object whole = said.getClaim(claim);
        if (whole != null) {
            return whole;
        }
        Object at = said.getClaims();
        for (String step : claim.split("\\.", -1)) {
            at = at instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return at;
    }

    private static Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }
}
