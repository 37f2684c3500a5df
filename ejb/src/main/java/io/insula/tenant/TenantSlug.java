package io.insula.tenant;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a tenant within a formation, such as {@code acme}: {@code [a-z0-9][a-z0-9-]{0,62}}. Callers may write
 * {@code tenant_acme} for {@code acme}; since a slug holds no underscore, no second tenant can be meant by it.
 */
public final class TenantSlug {

    /** How to mend a malformed slug, as the second half of a sentence. */
    public static final String RULE =
            "a tenant is 1 to 63 characters of a-z, 0-9 and '-', does not begin with '-', and may carry the prefix 'tenant_'";

    private static final String PREFIX = "tenant_";
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private TenantSlug() {}

    /** The slug that the text means, without the prefix {@code tenant_}; empty where the text is no slug. */
    public static Optional<String> parse(String sent) {
        String slug = sent.startsWith(PREFIX) ? sent.substring(PREFIX.length()) : sent;
        return SLUG.matcher(slug).matches() ? Optional.of(slug) : Optional.empty();
    }
}
