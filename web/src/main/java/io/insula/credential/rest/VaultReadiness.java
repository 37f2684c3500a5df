package io.insula.credential.rest;

import io.insula.credential.VaultFitness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether the vault has an active key and opens what the database holds. Which key it lacks is said in the log. */
@Readiness
@ApplicationScoped
public class VaultReadiness implements HealthCheck {

    @Inject
    VaultFitness fitness;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("vault").up();
        fitness.fault().ifPresent(reason -> answer.down().withData("reason", reason));
        return answer.build();
    }
}
