package io.insula.kernel.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The answer to a request that made something. */
public final class Created {

    private Created() {}

    /** 201, with a link that stays on the base path over which the caller came. */
    public static Response at(UriInfo uri, Class<?> collection, String id, Object entity) {
        return Response.created(
                        uri.getBaseUriBuilder().path(collection).path("{id}").build(id))
                .entity(entity)
                .build();
    }
}
