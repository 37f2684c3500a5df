package io.insula.kernel.entity;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * A statement that fails, fails at once. EclipseLink would take the aborted transaction for a lost connection and hold
 * the request for half a minute, trying again on connections that are bound to nobody.
 */
public class FirstFailureCounts implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        DatabaseLogin login = (DatabaseLogin) session.getDatasourceLogin();
        login.setConnectionHealthValidatedOnError(false);
        login.setQueryRetryAttemptCount(0);
    }
}
