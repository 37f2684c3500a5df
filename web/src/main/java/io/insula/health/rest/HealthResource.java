package io.insula.health.rest;

import io.insula.kernel.rest.Anonymous;
import io.insula.kernel.rest.RequestProperties;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether anybody is at home, as MUXI clients ask it: without a key, and answered without the envelope. */
@ApplicationScoped
@Path("/v1/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Health")
public class HealthResource {

    private final Clock clock = Clock.systemUTC();

    @Inject
    @ConfigProperty(name = "insula.version")
    String version;

    @GET
    @Anonymous
    @Operation(operationId = "health", summary = "Says that the server answers")
    public Health health(@Context HttpServletRequest request) {
        Object formation = request.getAttribute(RequestProperties.FORMATION);
        return new Health(
                "healthy", (String) formation, version, clock.instant().toString());
    }

    /** A bare answer whose timestamp is a text, unlike the envelope's. */
    public record Health(String status, String formationId, String version, String timestamp) {}
}
