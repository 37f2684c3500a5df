package io.insula.container;

import io.insula.access.Caller;
import io.insula.access.ContextResolver;
import io.insula.access.IdentityClaim;
import io.insula.access.KeyVerifier;
import io.insula.access.Knock;
import io.insula.access.Resolution;
import io.insula.access.VerifiedKey;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.KeyKind;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** One request from the key to the context, by the product's own beans; only HTTP is left out. */
@ApplicationScoped
public class Visit {

    private static final String REQUEST = "req_test";

    @Inject
    KeyVerifier keys;

    @Inject
    ContextResolver resolver;

    @Inject
    Caller caller;

    /** A request that acts for a user. */
    @ActivateRequestContext
    public <T> T forUser(String key, String tenant, String user, Callable<T> work) throws Exception {
        caller.enter(resolver.forUser(verified(key, KeyKind.CLIENT), claim(tenant, List.of(user)), REQUEST));
        return work.call();
    }

    /** A request of somebody who speaks for one user alone, as with a token. */
    @ActivateRequestContext
    public <T> T forUserAlone(String key, String tenant, String user, Callable<T> work) throws Exception {
        Resolution whole = resolver.forUser(verified(key, KeyKind.CLIENT), claim(tenant, List.of(user)), REQUEST);
        TenantContext who = whole.context();
        TenantContext alone = new TenantContext(
                who.formation(),
                who.tenantId(),
                who.tenantSlug(),
                who.userId(),
                who.sentUserId(),
                who.channel(),
                who.actor(),
                Set.of(Permission.CHAT, Permission.MEMORY, Permission.PROVE_IDENTIFIERS),
                who.requestId());
        caller.enter(new Resolution(alone, whole.credential(), whole.identity(), whole.asOf()));
        return work.call();
    }

    /** A request that concerns a tenant. */
    @ActivateRequestContext
    public <T> T forTenant(String key, String tenant, Callable<T> work) throws Exception {
        caller.enter(resolver.forTenant(verified(key, KeyKind.CLIENT), claim(tenant, List.of()), REQUEST));
        return work.call();
    }

    /** A request that concerns the formation as a whole. */
    @ActivateRequestContext
    public <T> T forFormation(String key, Callable<T> work) throws Exception {
        caller.enter(resolver.forFormation(verified(key, KeyKind.ADMIN), REQUEST));
        return work.call();
    }

    private static IdentityClaim claim(String tenant, List<String> users) {
        return new IdentityClaim(List.of(tenant), users, List.of(), List.of(), Optional.empty(), "default", true);
    }

    private VerifiedKey verified(String key, KeyKind kind) {
        return keys.verify(key, kind, Knock.INSIDE)
                .orElseThrow(() -> new PlatformException(ErrorCode.UNAUTHORIZED, "The key is missing or wrong"));
    }
}
