package io.insula.memory.rest;

import io.insula.idempotency.rest.Idempotent;
import io.insula.input.rest.JsonInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.Permission;
import io.insula.kernel.rest.Accepts;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The path under which some SDKs keep a user's memories. The bare {@code /v1/memory} is the formation's memory
 * settings, a route of their own.
 */
@ApplicationScoped
@Path("/v1/memory/user")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Aliases")
public class MemoryAliasResource {

    @Inject
    MemoriesResource memories;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent(Permission.MEMORY)
    @MuxiRoute(object = "memory", type = "memory.created")
    @Operation(operationId = "addMemoryByAlias", summary = "The same as POST /v1/memories", deprecated = true)
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MemoryAnswer.class)))
    public Response add(JsonInput input, @Context UriInfo uri) {
        return memories.add(input, uri);
    }

    @GET
    @MuxiRoute(object = "memory_list", type = "memory.list")
    @Operation(operationId = "listMemoriesByAlias", summary = "The same as GET /v1/memories", deprecated = true)
    public MemoryList list(@Context UriInfo uri) {
        return memories.list(uri);
    }
}
