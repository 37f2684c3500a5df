package io.insula.access.key;

import io.insula.access.KeyBinding;
import io.insula.access.SentUserId;
import io.insula.identity.Identifier;
import io.insula.kernel.FieldFault;
import io.insula.kernel.KeyKind;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.tenant.TenantSlug;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What was asked for, read: all faults that show without looking anything up are reported at once. */
final class KeyOrder {

    private static final String TENANT = "tenant";
    private static final String USER_ID = "user_id";
    private static final String SCOPES = "scopes";

    /** Plain segments only: what could be read in two ways is no prefix. */
    private static final Pattern WORKSPACE = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,62}){1,16}");

    private final NewKey wanted;
    private final List<FieldFault> faults = new ArrayList<>();

    private KeyOrder(NewKey wanted) {
        this.wanted = wanted;
    }

    /** What was asked for, in the words of the house; the tenant and the user are names still. */
    record Read(
            KeyKind kind,
            Optional<String> tenant,
            Optional<Identifier> user,
            Set<Permission> scopes,
            String workspacePrefix,
            String name,
            Instant expiresAt) {}

    static Read read(NewKey wanted, Instant now) {
        return new KeyOrder(wanted).read(now);
    }

    private Read read(Instant now) {
        KeyKind kind = kind();
        Optional<SentUserId> user =
                Optional.ofNullable(wanted.userId()).map(text -> SentUserId.parse("The body field user_id", text));
        Optional<String> tenant = tenant(user);
        if (user.isPresent() && kind == KeyKind.ADMIN) {
            fault(USER_ID, "binds client keys alone: an admin key serves no single user", "conflict");
        }
        if (user.isPresent() && tenant.isEmpty()) {
            fault(TENANT, "is required where user_id is given", "missing");
        }
        Set<Permission> scopes = scopes(kind, tenant.isPresent(), user.isPresent());
        if (wanted.workspacePrefix() != null
                && !WORKSPACE.matcher(wanted.workspacePrefix()).matches()) {
            fault(
                    "workspace_prefix",
                    "must be a path such as /reports/2026: up to 16 names of letters, digits, '.', '_' and '-'",
                    "malformed");
        }
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(now)) {
            fault("expires_at", "must lie in the future", "out_of_range");
        }
        if (!faults.isEmpty()) {
            throw PlatformException.invalidParams(faults);
        }
        return new Read(
                kind,
                tenant,
                user.map(SentUserId::identifier),
                scopes,
                wanted.workspacePrefix(),
                wanted.name(),
                wanted.expiresAt());
    }

    private KeyKind kind() {
        for (KeyKind each : KeyKind.values()) {
            if (each.word().equals(wanted.kind())) {
                return each;
            }
        }
        fault("kind", "must be \"client\" or \"admin\"", "not_allowed");
        return KeyKind.CLIENT;
    }

    private Optional<String> tenant(Optional<SentUserId> user) {
        Optional<String> prefix = user.flatMap(SentUserId::tenant).map(SentUserId.TenantName::slug);
        if (wanted.tenant() == null) {
            return prefix;
        }
        Optional<String> named = TenantSlug.parse(wanted.tenant());
        if (named.isEmpty()) {
            fault(TENANT, TenantSlug.RULE, "malformed");
        } else if (prefix.isPresent() && !prefix.equals(named)) {
            fault(TENANT, "is not the one that user_id names", "conflict");
        }
        return named;
    }

    private Set<Permission> scopes(KeyKind kind, boolean ofTenant, boolean ofUser) {
        if (wanted.scopes() == null) {
            return null;
        }
        Permission.Reach reach =
                ofUser ? Permission.Reach.USER : ofTenant ? Permission.Reach.TENANT : Permission.Reach.FORMATION;
        Set<Permission> possible = reach.within(kind.permissions());
        Set<Permission> scopes = EnumSet.noneOf(Permission.class);
        for (Permission each : possible) {
            if (wanted.scopes().contains(KeyBinding.word(each))) {
                scopes.add(each);
            }
        }
        if (scopes.isEmpty() || scopes.size() < wanted.scopes().size()) {
            fault(
                    SCOPES,
                    "must be of these, which such a key may have: "
                            + String.join(
                                    ", ",
                                    possible.stream()
                                            .map(KeyBinding::word)
                                            .sorted()
                                            .toList()),
                    "not_allowed");
        }
        return scopes;
    }

    private void fault(String field, String message, String type) {
        faults.add(new FieldFault(field, message, type));
    }
}
