package io.insula.credential.rest;

import io.insula.credential.MasterKeyring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the vault has an active key. Why not is said in the log, where only the operator reads it. */
@Readiness
@ApplicationScoped
public class VaultReadiness implements HealthCheck {

    @Inject
    MasterKeyring masters;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("vault")
                .status(masters.fault().isEmpty())
                .build();
    }
}
