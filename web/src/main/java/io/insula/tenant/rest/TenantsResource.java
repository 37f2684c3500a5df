package io.insula.tenant.rest;

import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.Created;
import io.insula.tenant.Membership;
import io.insula.tenant.TenantService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/admin/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Accepts(KeyKind.ADMIN)
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Tenants")
public class TenantsResource {

    @Inject
    TenantService tenants;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createTenant", summary = "Makes a tenant known to the formation")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "slug",
                                            properties = @SchemaProperty(name = "slug", type = SchemaType.STRING))))
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Membership.class)))
    public Response create(JsonInput input, @Context UriInfo uri) {
        String slug = input.requiredString("slug", JsonInput.SHORT);
        input.rejectUnknown("slug").check();
        Membership made = tenants.create(slug);
        return Created.at(uri, TenantsResource.class, made.slug(), made);
    }

    @GET
    @Operation(operationId = "listTenants", summary = "Lists the formation's tenants")
    public TenantList list(@Context UriInfo uri) {
        return TenantList.of(tenants.list(QueryInput.of(uri).page()));
    }

    @GET
    @Path("{slug}")
    @Operation(operationId = "getTenant", summary = "Shows one tenant of the formation")
    public Membership get(@PathParam("slug") String slug) {
        return tenants.get(slug);
    }

    @PATCH
    @Path("{slug}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "updateTenant", summary = "Suspends or resumes a tenant of the formation")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "status",
                                            properties =
                                                    @SchemaProperty(
                                                            name = "status",
                                                            type = SchemaType.STRING,
                                                            enumeration = {"active", "suspended"}))))
    public Membership update(@PathParam("slug") String slug, JsonInput input) {
        String status = input.requiredString("status", JsonInput.SHORT);
        if (status != null && !status.equals("active") && !status.equals("suspended")) {
            input.fault("status", "must be \"active\" or \"suspended\"", "not_allowed");
        }
        input.rejectUnknown("status").check();
        return "suspended".equals(status) ? tenants.suspend(slug) : tenants.resume(slug);
    }
}
