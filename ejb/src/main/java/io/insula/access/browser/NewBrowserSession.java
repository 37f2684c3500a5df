package io.insula.access.browser;

import io.insula.access.CredentialTrace;
import io.insula.tenant.TenantContext;
import java.time.Duration;
import java.time.Instant;

/**
 * A login that is to become a session.
 *
 * @param who as who it was resolved
 * @param login null where somebody came with a key
 * @param proof of the login at the provider; null where somebody came with a key
 * @param longest how long the session lasts at most
 */
public record NewBrowserSession(
        TenantContext who,
        CredentialTrace trace,
        BrowserSession.Login login,
        Proof proof,
        String secret,
        Duration longest) {

    /**
     * By what a login is told from others.
     *
     * @param state which opens one session only
     * @param issuedAt when the provider said so
     * @param good for how long the tokens are that the provider gave
     */
    public record Proof(String state, Instant issuedAt, Duration good) {

        @Override
        public String toString() {
            return "Proof[hidden]";
        }
    }

    @Override
    public String toString() {
        return who.toString();
    }
}
