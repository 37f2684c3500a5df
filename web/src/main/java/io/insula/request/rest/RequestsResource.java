package io.insula.request.rest;

import io.insula.input.rest.QueryInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.MuxiRoute;
import io.insula.request.RequestService;
import io.insula.tenant.CurrentTenant;
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
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/requests")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Requests")
public class RequestsResource {

    @Inject
    RequestService requests;

    @Inject
    CurrentTenant current;

    @GET
    @MuxiRoute(object = "request_list", type = "request.list")
    @Operation(operationId = "listRequests", summary = "Lists the calling user's asynchronous requests, newest first")
    public RequestList list(@Context UriInfo uri) {
        String user = user();
        return RequestList.of(requests.list(QueryInput.of(uri).page()).map(request -> RequestAnswer.of(request, user)));
    }

    @GET
    @Path("{id}")
    @MuxiRoute(object = "request", type = "request.read")
    @Operation(operationId = "getRequest", summary = "Shows how far an asynchronous request is, and its answer")
    public RequestAnswer get(@PathParam("id") String id) {
        return RequestAnswer.of(requests.get(id), user());
    }

    @DELETE
    @Path("{id}")
    @MuxiRoute(object = "request", type = "request.cancelled")
    @Operation(operationId = "cancelRequest", summary = "Cancels an asynchronous request that has not ended")
    public RequestAnswer cancel(@PathParam("id") String id) {
        return RequestAnswer.of(requests.cancel(id), user());
    }

    private String user() {
        return current.context().sentUserId();
    }
}
