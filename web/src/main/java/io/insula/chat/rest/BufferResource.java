package io.insula.chat.rest;

import io.insula.chat.BufferService;
import io.insula.chat.BufferStatus;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PageRequest;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.MuxiRoute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/memory/buffer")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Sessions")
public class BufferResource {

    @Inject
    BufferService buffer;

    @GET
    @MuxiRoute(object = "buffer", type = "buffer.status")
    @Operation(operationId = "getBufferStatus", summary = "Shows how full the buffers of the user's sessions are")
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "offset", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    public BufferStatus status(@Context UriInfo uri) {
        QueryInput query = QueryInput.of(uri);
        int limit = query.integer("limit", 1, PageRequest.MAX_LIMIT, PageRequest.DEFAULT_LIMIT);
        return buffer.status(query.integer("offset", 0, PageRequest.MAX_OFFSET, 0), limit);
    }

    @DELETE
    @MuxiRoute(object = "buffer", type = "buffer.cleared")
    @Operation(operationId = "clearBuffer", summary = "Empties the buffers of all the user's sessions")
    public ClearedBuffer clear() {
        return new ClearedBuffer(null, true, buffer.clear());
    }

    @DELETE
    @Path("{session_id}")
    @MuxiRoute(object = "buffer", type = "buffer.cleared")
    @Operation(operationId = "clearSessionBuffer", summary = "Empties the buffer of one of the user's sessions")
    public ClearedBuffer clear(@PathParam("session_id") String session) {
        return new ClearedBuffer(session, true, buffer.clear(session));
    }
}
