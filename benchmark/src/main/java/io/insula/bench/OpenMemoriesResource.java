package io.insula.bench;

import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.MuxiRoute;
import io.insula.memory.Memory;
import io.insula.memory.rest.MemoryAnswer;
import io.insula.tenant.CurrentTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * The memory read without walls: the same key, the same resolved user, the same beans and the same answer, but no
 * permission, no binding, no tenancy of the provider, no guard and no row-level security.
 */
@ApplicationScoped
@Path("/bench/memories")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
public class OpenMemoriesResource {

    @Inject
    OpenMemoryService memories;

    @Inject
    CurrentTenant current;

    @GET
    @Path("{id}")
    @MuxiRoute(object = "memory", type = "memory.read")
    public MemoryAnswer get(@PathParam("id") String id) {
        Memory memory = memories.get(id);
        return MemoryAnswer.of(memory, current.context().sentUserId());
    }
}
