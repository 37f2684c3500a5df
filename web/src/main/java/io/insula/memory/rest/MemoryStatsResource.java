package io.insula.memory.rest;

import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.MuxiRoute;
import io.insula.memory.MemoryStats;
import io.insula.memory.MemoryStatsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/memory/stats")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Memories")
public class MemoryStatsResource {

    @Inject
    MemoryStatsService stats;

    @GET
    @MuxiRoute(object = "memory_stats", type = "memory.stats")
    @Operation(operationId = "getMemoryStats", summary = "Counts what is remembered about the calling user")
    public MemoryStats get() {
        return stats.stats();
    }
}
