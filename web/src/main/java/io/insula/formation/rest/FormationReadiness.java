package io.insula.formation.rest;

import io.insula.formation.FormationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether this node serves any formation yet. One whose active revision cannot be read here is counted, and takes nothing
 * from the others.
 */
@Readiness
@ApplicationScoped
public class FormationReadiness implements HealthCheck {

    @Inject
    FormationRegistry formations;

    @Override
    public HealthCheckResponse call() {
        int served = formations.all().size();
        int unreadable = formations.ids().size() - served;
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("formations").status(served > 0).withData("served", served);
        if (unreadable > 0) {
            answer.withData("unreadable", unreadable);
        }
        if (served == 0) {
            answer.withData(
                    "reason",
                    unreadable > 0
                            ? "no active revision can be read on this node"
                            : "no formation has been activated yet");
        }
        return answer.build();
    }
}
