package io.insula.access;

import io.insula.identity.Identifier;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.tenant.TenantSlug;
import java.util.Optional;

/** One user id as it stood in one place of a request: {@code user}, or {@code tenant:user} with colons left to the user. */
public record SentUserId(String place, String text, Optional<TenantName> tenant, Identifier identifier) {

    /**
     * Longer text is refused unread. Every allowed user id stays below, even in its longest Unicode form: a code point
     * decomposes into four at most, of two chars each, behind a prefixed tenant and a colon.
     */
    private static final int MAX_CHARS = 4 * 2 * Identifier.MAX_LENGTH + "tenant_".length() + 63 + 1;

    /** A tenant and where it was named. */
    public record TenantName(String place, String slug) {

        static TenantName parse(String place, String text) {
            return new TenantName(
                    place,
                    TenantSlug.parse(text).orElseThrow(() -> fault(place + " is not a tenant: " + TenantSlug.RULE)));
        }
    }

    /** Reads one, or refuses it with the name of the place where it stood. */
    public static SentUserId parse(String place, String text) {
        if (text.length() > MAX_CHARS) {
            throw fault(place + " is too long: a user id has at most " + Identifier.MAX_LENGTH + " characters");
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new SentUserId(place, text, Optional.empty(), Identifier.parse(place, text));
        }
        String beforeColon = place + " holds a ':', and what stands before the first one";
        TenantName tenant = TenantName.parse(beforeColon, text.substring(0, colon));
        return new SentUserId(
                place,
                text,
                Optional.of(new TenantName(place, tenant.slug())),
                Identifier.parse(place, text.substring(colon + 1)));
    }

    private static PlatformException fault(String message) {
        return new PlatformException(ErrorCode.INVALID_REQUEST, message);
    }
}
