package io.insula.access.rest;

import io.insula.access.role.AccessDecision;
import io.insula.access.role.AccessService;
import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.ForTenant;
import io.insula.kernel.rest.MuxiRoute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What somebody may do, and why. Nobody comes into being by being asked for. */
@ApplicationScoped
@Path("/v1/access")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@ForTenant
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Access")
public class AccessResource {

    private static final String USER = "user";
    private static final String ACTION = "action";

    @Inject
    AccessService access;

    /** Whether a user may do something. */
    public record CheckAnswer(String action, boolean allowed) {}

    @POST
    @Path("check")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "access_check", type = "access.checked")
    @Operation(operationId = "checkAccess", summary = "Says whether a user of the tenant may do something")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = {USER, ACTION},
                                            properties = {
                                                @SchemaProperty(name = USER, type = SchemaType.STRING),
                                                @SchemaProperty(name = ACTION, type = SchemaType.STRING)
                                            })))
    public CheckAnswer check(JsonInput input) {
        String user = input.requiredString(USER, JsonInput.SHORT);
        String action = input.requiredString(ACTION, JsonInput.SHORT);
        input.rejectUnknown(USER, ACTION, "user_id").check();
        AccessDecision decision = access.explain(user, action);
        return new CheckAnswer(decision.action(), decision.allowed());
    }

    @GET
    @Path("explain")
    @MuxiRoute(object = "access_decision", type = "access.explained")
    @Operation(
            operationId = "explainAccess",
            summary = "Says by which role and assignment a user of the tenant may do something")
    @Parameter(name = USER, in = ParameterIn.QUERY, required = true, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = ACTION, in = ParameterIn.QUERY, required = true, schema = @Schema(type = SchemaType.STRING))
    public AccessDecision explain(@Context UriInfo uri) {
        QueryInput query = QueryInput.of(uri);
        return access.explain(query.required(USER, JsonInput.SHORT), query.required(ACTION, JsonInput.SHORT));
    }
}
