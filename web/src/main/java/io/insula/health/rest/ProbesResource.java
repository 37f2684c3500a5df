package io.insula.health.rest;

import io.insula.kernel.rest.Anonymous;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * What the application's checks say, as MicroProfile words it, where the server does not serve that itself: WildFly asks
 * no check that lies in a part of an EAR, and answers at its port of management alone.
 */
@ApplicationScoped
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public class ProbesResource {

    private static final int DOWN = 503;

    @Inject
    @Liveness
    Instance<HealthCheck> alive;

    @Inject
    @Readiness
    Instance<HealthCheck> ready;

    @GET
    @Anonymous
    @Operation(hidden = true)
    public Response health() {
        return answer(List.of(alive, ready));
    }

    @GET
    @Path("live")
    @Anonymous
    @Operation(hidden = true)
    public Response live() {
        return answer(List.of(alive));
    }

    @GET
    @Path("ready")
    @Anonymous
    @Operation(hidden = true)
    public Response ready() {
        return answer(List.of(ready));
    }

    private static Response answer(List<Instance<HealthCheck>> asked) {
        boolean up = true;
        JsonArrayBuilder checks = Json.createArrayBuilder();
        for (Instance<HealthCheck> kind : asked) {
            for (HealthCheck check : kind) {
                HealthCheckResponse said = check.call();
                up = up && said.getStatus() == HealthCheckResponse.Status.UP;
                checks.add(told(said));
            }
        }
        JsonObject body = Json.createObjectBuilder()
                .add("status", up ? "UP" : "DOWN")
                .add("checks", checks)
                .build();
        return Response.status(up ? Response.Status.OK.getStatusCode() : DOWN)
                .entity(body)
                .build();
    }

    private static JsonObjectBuilder told(HealthCheckResponse said) {
        JsonObjectBuilder data = Json.createObjectBuilder();
        said.getData().orElse(Map.of()).forEach((name, value) -> data.add(name, String.valueOf(value)));
        return Json.createObjectBuilder()
                .add("name", said.getName())
                .add("status", said.getStatus().name())
                .add("data", data);
    }
}
