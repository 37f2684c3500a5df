package io.insula.container;

import io.insula.access.Caller;
import io.insula.access.ContextResolver;
import io.insula.access.IdentityClaim;
import io.insula.access.KeyVerifier;
import io.insula.access.VerifiedKey;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
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
        IdentityClaim claim = new IdentityClaim(
                List.of(tenant), List.of(user), List.of(), List.of(), Optional.empty(), "default", true);
        caller.enter(resolver.forUser(verified(key, KeyKind.CLIENT), claim, REQUEST));
        return work.call();
    }

    /** A request that concerns the formation as a whole. */
    @ActivateRequestContext
    public <T> T forFormation(String key, Callable<T> work) throws Exception {
        caller.enter(resolver.forFormation(verified(key, KeyKind.ADMIN), REQUEST));
        return work.call();
    }

    private VerifiedKey verified(String key, KeyKind kind) {
        return keys.verify(key, kind)
                .orElseThrow(() -> new PlatformException(ErrorCode.UNAUTHORIZED, "The key is missing or wrong"));
    }
}
