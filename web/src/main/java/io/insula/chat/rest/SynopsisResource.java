package io.insula.chat.rest;

import io.insula.chat.SynopsisService;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.Deleted;
import io.insula.kernel.rest.MuxiRoute;
import io.insula.tenant.CurrentTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/users/me/synopsis")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Users")
public class SynopsisResource {

    @Inject
    SynopsisService synopses;

    @Inject
    CurrentTenant current;

    @GET
    @MuxiRoute(object = "synopsis", type = "synopsis.read")
    @Operation(operationId = "getSynopsis", summary = "Shows the short text about the calling user")
    public SynopsisAnswer get() {
        return SynopsisAnswer.of(synopses.get(), current.context().sentUserId());
    }

    @DELETE
    @MuxiRoute(object = "synopsis", type = "synopsis.deleted")
    @Operation(operationId = "refreshSynopsis", summary = "Drops the kept text, so that the next one is made anew")
    public Deleted refresh() {
        synopses.refresh();
        return Deleted.of("synopsis");
    }
}
