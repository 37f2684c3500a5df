package io.insula.formation.rest;

import io.insula.formation.FormationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether this node serves any formation yet. */
@Readiness
@ApplicationScoped
public class FormationReadiness implements HealthCheck {

    @Inject
    FormationRegistry formations;

    @Override
    public HealthCheckResponse call() {
        int served = formations.all().size();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("formations").status(served > 0).withData("served", served);
        if (served == 0) {
            answer.withData("reason", "no formation has been activated yet");
        }
        return answer.build();
    }
}
