package io.insula.access.browser;

import io.insula.access.CredentialTrace;
import io.insula.tenant.TenantContext;

/**
 * A login that is to become a session.
 *
 * @param who as who it was resolved
 * @param login null where somebody came with a key
 * @param state of the login at the provider, which opens one session only; null where somebody came with a key
 */
public record NewBrowserSession(
        TenantContext who, CredentialTrace trace, BrowserSession.Login login, String state, String secret) {

    @Override
    public String toString() {
        return who.toString();
    }
}
