package io.insula.tenant.rest;

import io.insula.tenant.Walls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether the database answers and has the schema of this application. */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements HealthCheck {

    @Inject
    Walls walls;

    @Override
    public HealthCheckResponse call() {
        List<String> obstacles = walls.obstacles();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("database").status(obstacles.isEmpty());
        if (!obstacles.isEmpty()) {
            answer.withData("reason", String.join("; ", obstacles));
        }
        return answer.build();
    }
}
