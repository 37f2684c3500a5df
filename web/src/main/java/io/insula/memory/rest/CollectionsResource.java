package io.insula.memory.rest;

import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PageRequest;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.MuxiRoute;
import io.insula.memory.CollectionService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/memories/collections")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Memories")
public class CollectionsResource {

    private static final String EXPIRES_AFTER = "expires_after_seconds";

    @Inject
    CollectionService collections;

    @GET
    @MuxiRoute(object = "collection_list", type = "collection.list")
    @Operation(operationId = "getCollections", summary = "Lists the collections of the calling user's memories")
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "offset", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    public CollectionList list(@Context UriInfo uri) {
        QueryInput query = QueryInput.of(uri);
        int limit = query.integer("limit", 1, PageRequest.MAX_LIMIT, PageRequest.DEFAULT_LIMIT);
        int offset = query.integer("offset", 0, PageRequest.MAX_OFFSET, 0);
        return CollectionList.of(collections.list(), offset, limit);
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "collection", type = "collection.updated")
    @Operation(
            operationId = "putCollection",
            summary = "Settles how long memories stay that are laid into a collection from now on")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            properties = {
                                                @SchemaProperty(
                                                        name = EXPIRES_AFTER,
                                                        type = SchemaType.INTEGER,
                                                        nullable = true,
                                                        description = "null: they stay for good"),
                                                @SchemaProperty(name = "user_id", type = SchemaType.STRING)
                                            })))
    public CollectionAnswer put(@PathParam("name") String name, JsonInput input) {
        Integer seconds = input.integer(EXPIRES_AFTER, 1, (int) CollectionService.LONGEST.toSeconds());
        if (!input.isSent(EXPIRES_AFTER) && !input.isCleared(EXPIRES_AFTER)) {
            input.fault(EXPIRES_AFTER, "is required; null keeps memories for good", "missing");
        }
        input.rejectUnknown(EXPIRES_AFTER, "user_id").check();
        return CollectionAnswer.of(collections.keepFor(name, seconds == null ? null : Duration.ofSeconds(seconds)));
    }

    @DELETE
    @Path("{name}")
    @MuxiRoute(object = "collection", type = "collection.deleted")
    @Operation(operationId = "deleteCollection", summary = "Deletes a collection with all memories in it")
    public DeletedCollection delete(@PathParam("name") String name) {
        return new DeletedCollection(name, true, collections.delete(name));
    }
}
