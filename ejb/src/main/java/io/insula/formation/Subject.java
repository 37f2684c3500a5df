package io.insula.formation;

import io.insula.tenant.TenantSlug;
import java.util.Optional;

/**
 * To whom a role is assigned. A formation serves many tenants, so a name alone never crosses them: a user without a
 * tenant is one of the default tenant, and a group without a tenant is the caller's own tenant's.
 *
 * @param tenant the slug; null where none is named
 * @param name of the user or the group; empty for everyone
 */
public record Subject(Kind kind, String tenant, String name) {

    /** What kind of subject it is. */
    public enum Kind {
        EVERYONE,
        USER,
        GROUP
    }

    private static final String EVERYONE = "*";
    private static final String USER = "user:";
    private static final String GROUP = "group:";

    /** Reads {@code *}, {@code user:NAME}, {@code user:TENANT:NAME}, {@code group:NAME} or {@code group:TENANT:NAME}. */
    static Optional<Subject> parse(String text) {
        if (EVERYONE.equals(text)) {
            return Optional.of(new Subject(Kind.EVERYONE, null, ""));
        }
        if (text.startsWith(USER)) {
            return named(Kind.USER, text.substring(USER.length()));
        }
        return text.startsWith(GROUP) ? named(Kind.GROUP, text.substring(GROUP.length())) : Optional.empty();
    }

    /** What stands before the first colon is always a tenant, as in the ids that callers send. */
    private static Optional<Subject> named(Kind kind, String text) {
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1);
        boolean usable = kind == Kind.USER
                ? !name.isBlank() && name.length() <= 255
                : ValueType.NAME.matcher(name).matches();
        if (!usable) {
            return Optional.empty();
        }
        if (colon < 0) {
            return Optional.of(new Subject(kind, null, name));
        }
        return TenantSlug.parse(text.substring(0, colon)).map(tenant -> new Subject(kind, tenant, name));
    }

    /** Whether it says in which tenant, so that it can carry what concerns the whole formation. */
    public boolean isQualified() {
        return tenant != null;
    }

    /** As the formation writes it. */
    public String text() {
        if (kind == Kind.EVERYONE) {
            return EVERYONE;
        }
        return (kind == Kind.USER ? USER : GROUP) + (tenant == null ? "" : tenant + ':') + name;
    }
}
