package io.insula.memory.rest;

import io.insula.input.rest.Lines;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.MuxiRoute;
import io.insula.memory.transfer.MemoryImport;
import io.insula.memory.transfer.MemoryImportService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/memories/import")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Memories")
public class MemoryImportResource {

    @Inject
    MemoryImportService imports;

    @POST
    @Lines
    @Consumes({Lines.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @MuxiRoute(object = "memory_import", type = "memory_import.queued")
    @Operation(operationId = "importMemories", summary = "Takes memories of the calling user, one a line, for later")
    @RequestBody(
            required = true,
            content = @Content(mediaType = Lines.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "202",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MemoryImport.class)))
    public Response take(InputStream body) {
        return Response.accepted(MemoryLines.receive(body, imports)).build();
    }

    @GET
    @Path("{id}")
    @MuxiRoute(object = "memory_import", type = "memory_import.read")
    @Operation(operationId = "getMemoryImport", summary = "Shows how far an import of the calling user has come")
    public MemoryImport get(@PathParam("id") String id) {
        return imports.get(id);
    }
}
