package io.insula.memory.rest;

import io.insula.input.rest.Lines;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.memory.MemoryService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/memories/export")
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Memories")
public class MemoryExportResource {

    @Inject
    MemoryService memories;

    @Inject
    Clock clock;

    @GET
    @Produces(Lines.MEDIA_TYPE)
    @Operation(operationId = "exportMemories", summary = "Writes all memories of the calling user, one a line")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = Lines.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    public StreamingOutput export() {
        return new MemoryExport(memories, clock.instant());
    }
}
