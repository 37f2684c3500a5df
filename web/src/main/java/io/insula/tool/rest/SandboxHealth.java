package io.insula.tool.rest;

import io.insula.connection.SandboxReport;
import io.insula.connection.ToolConnections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * What stands between the programs of tools and this server. A node where they are refused serves everything else, so it is
 * ready in any case.
 */
@Readiness
@ApplicationScoped
public class SandboxHealth implements HealthCheck {

    @Inject
    ToolConnections tools;

    @Override
    public HealthCheckResponse call() {
        SandboxReport report = tools.sandbox();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("tools")
                .up()
                .withData("sandbox", report.strength().name().toLowerCase(Locale.ROOT));
        if (!report.why().isEmpty()) {
            answer.withData("reason", String.join("; ", report.why()));
        }
        return answer.build();
    }
}
