package io.insula.access;

import io.insula.access.SentUserId.TenantName;
import io.insula.formation.Tenancy;
import io.insula.identity.Identifier;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads who a request speaks for, so that no two readings are possible.
 *
 * <ul>
 *   <li>A tenant is named by its header, by what stands before the first colon of a user id, or by both in agreement;
 *       {@code tenant_acme} means {@code acme}. Else it is the one that the key is bound to, else the default tenant.
 *   <li>A user is named by header, query or body; all that are present must agree in their written form.
 *   <li>Values that are empty, malformed or repeated are refused, even when a second copy says the same.
 *   <li>The anonymous user {@code "0"}, said or implied, lives in the default tenant alone.
 *   <li>Percent-encoding means nothing here: {@code acme%3Aalice} is a user, not a tenant and a user.
 * </ul>
 *
 * <p>Faults are {@link ErrorCode#INVALID_REQUEST} and name the place but never repeat what was sent; a tenant other than
 * the one the key is bound to is {@link PlatformException#forbidden()}.
 */
public final class IdentityGrammar {

    private static final String TENANT_HEADER = "The header X-Muxi-Tenant-Id";
    private static final String USER_HEADER = "The header X-Muxi-User-Id";
    private static final String QUERY = "The query parameter user_id";
    private static final String BODY = "The body field user_id";

    private IdentityGrammar() {}

    /** The tenant and the user of a request that acts for a user. */
    public static NamedIdentity read(IdentityClaim claim) {
        NamedIdentity named = readUserIfNamed(claim);
        if (named.identifier().isPresent()) {
            return named;
        }
        requireAnonymousAdmitted(
                claim,
                named.tenantSlug(),
                "The request names no user: send the header X-Muxi-User-Id, the query parameter user_id or,"
                        + " where the route has one, the body field user_id");
        String anonymous = Identifier.ANONYMOUS.value();
        return new NamedIdentity(named.tenantSlug(), Optional.of(anonymous), false, anonymous);
    }

    /** The tenant of a request that needs no user; a user that is named all the same is read just as strictly. */
    public static NamedIdentity readUserIfNamed(IdentityClaim claim) {
        Optional<TenantName> tenantHeader = single(TENANT_HEADER, claim.tenantHeaders(), TenantName::parse);
        List<SentUserId> users = Stream.of(
                        single(USER_HEADER, claim.userHeaders(), SentUserId::parse),
                        single(QUERY, claim.queryUserIds(), SentUserId::parse),
                        single(BODY, claim.bodyUserIds(), SentUserId::parse))
                .flatMap(Optional::stream)
                .toList();
        List<TenantName> tenants = new ArrayList<>();
        tenantHeader.ifPresent(tenants::add);
        users.stream().map(SentUserId::tenant).flatMap(Optional::stream).forEach(tenants::add);
        requireAgreement("tenants", tenants, TenantName::place, TenantName::slug);
        requireAgreement("users", users, SentUserId::place, SentUserId::identifier);

        String tenant = tenantOf(claim, tenants);
        if (users.isEmpty()) {
            return new NamedIdentity(tenant, Optional.empty(), false, null);
        }
        SentUserId user = users.get(0);
        Identifier identifier = user.identifier();
        if (identifier.equals(Identifier.ANONYMOUS)) {
            requireAnonymousAdmitted(claim, tenant, user.place() + " names the anonymous user: send another user id");
        }
        return new NamedIdentity(tenant, Optional.of(identifier.value()), identifier.isPublicId(), user.text());
    }

    /** Whether who was admitted before would be admitted as things are now. */
    static void requireAdmitted(NamedIdentity named, Tenancy tenancy) {
        boolean anonymous =
                named.identifier().filter(Identifier.ANONYMOUS.value()::equals).isPresent();
        if (anonymous && !(tenancy.anonymous() && named.tenantSlug().equals(tenancy.defaultTenant()))) {
            throw fault("The request names no user, and the formation admits no anonymous user: send a user id");
        }
    }

    private static String tenantOf(IdentityClaim claim, List<TenantName> named) {
        String fallback = claim.boundTenant().orElse(claim.defaultTenant());
        if (named.isEmpty()) {
            return fallback;
        }
        String slug = named.get(0).slug();
        if (claim.boundTenant().isPresent() && !fallback.equals(slug)) {
            throw PlatformException.forbidden();
        }
        return slug;
    }

    private static <T> Optional<T> single(String place, List<String> sent, BiFunction<String, String, T> parser) {
        if (sent.size() > 1) {
            throw fault(place + " is repeated: send it once");
        }
        return sent.stream().findFirst().map(text -> {
            if (text.isBlank()) {
                throw fault(place + " is empty: give it a value or leave it out");
            }
            return parser.apply(place, text);
        });
    }

    private static <T> void requireAgreement(
            String what, List<T> named, Function<T, String> place, Function<T, ?> meaning) {
        for (T other : named) {
            T first = named.get(0);
            if (!meaning.apply(first).equals(meaning.apply(other))) {
                throw fault(place.apply(first) + " and " + decapitalised(place.apply(other)) + " name different " + what
                        + ": send one of them, or the same in both");
            }
        }
    }

    private static void requireAnonymousAdmitted(IdentityClaim claim, String tenant, String message) {
        if (!claim.admitsAnonymousIn(tenant)) {
            throw fault(
                    message + " (the anonymous user exists only in the default tenant of a formation that allows it)");
        }
    }

    private static String decapitalised(String place) {
        return "t" + place.substring(1);
    }

    private static PlatformException fault(String message) {
        return new PlatformException(ErrorCode.INVALID_REQUEST, message);
    }
}
