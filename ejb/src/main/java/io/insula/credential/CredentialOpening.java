package io.insula.credential;

import io.insula.access.Caller;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/**
 * Opens the calling user's credentials for a call that is made in the user's name: in a short transaction of its own, so
 * that nothing is held while the call is under way.
 */
@Stateless
@Requires(Permission.USE_TOOLS)
public class CredentialOpening {

    @Inject
    CredentialStore store;

    @Inject
    Caller caller;

    /**
     * All credentials that the user has for these services, the oldest first; there may be several for one, under
     * different names, or none. Whoever nobody named has none. Of the names of services neither case counts nor the
     * difference of - and _.
     */
    public List<OpenedCredential> open(Set<String> services) {
        return caller.isNobody() ? List.of() : store.open(services);
    }
}
