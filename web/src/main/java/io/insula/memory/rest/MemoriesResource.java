package io.insula.memory.rest;

import io.insula.idempotency.rest.Idempotent;
import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.Page;
import io.insula.kernel.Permission;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.Created;
import io.insula.kernel.rest.Deleted;
import io.insula.kernel.rest.MuxiRoute;
import io.insula.memory.MemoryChange;
import io.insula.memory.MemoryQuery;
import io.insula.memory.MemoryService;
import io.insula.tenant.CurrentTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/memories")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Memories")
public class MemoriesResource {

    private final Clock clock = Clock.systemUTC();

    @Inject
    MemoryService memories;

    @Inject
    CurrentTenant current;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent(Permission.MEMORY)
    @MuxiRoute(object = "memory", type = "memory.created")
    @Operation(operationId = "addMemory", summary = "Remembers something about the calling user")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            description = "Either content or detail",
                                            properties = {
                                                @SchemaProperty(name = "content", type = SchemaType.STRING),
                                                @SchemaProperty(name = "detail", type = SchemaType.STRING),
                                                @SchemaProperty(name = "type", type = SchemaType.STRING),
                                                @SchemaProperty(name = "metadata", type = SchemaType.OBJECT),
                                                @SchemaProperty(name = "collection", type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = "expires_at",
                                                        type = SchemaType.STRING,
                                                        format = "date-time"),
                                                @SchemaProperty(name = "user_id", type = SchemaType.STRING)
                                            })))
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MemoryAnswer.class)))
    public Response add(JsonInput input, @Context UriInfo uri) {
        MemoryAnswer made = MemoryAnswer.of(memories.add(MemoryInput.read(input, clock.instant())), user());
        return Created.at(uri, MemoriesResource.class, made.id(), made);
    }

    @GET
    @MuxiRoute(object = "memory_list", type = "memory.list")
    @Operation(operationId = "listMemories", summary = "Lists the calling user's memories, newest first")
    @Parameter(name = "collection", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "session_id", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "since", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "until", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "metadata", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    public MemoryList list(@Context UriInfo uri) {
        QueryInput query = QueryInput.of(uri);
        String user = user();
        return MemoryList.of(
                memories.list(FilterInput.read(query), query.page()).map(memory -> MemoryAnswer.of(memory, user)));
    }

    @GET
    @Path("search")
    @MuxiRoute(object = "memory_list", type = "memory.search")
    @Operation(operationId = "searchMemories", summary = "Finds among the calling user's memories, best first")
    @Parameter(name = "q", in = ParameterIn.QUERY, required = true, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "mode", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "recency", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "min_score", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.NUMBER))
    @Parameter(name = "collection", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "session_id", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "since", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "until", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "metadata", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    public MemoryList search(@Context UriInfo uri) {
        return found(SearchInput.read(QueryInput.of(uri)));
    }

    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "memory_list", type = "memory.search")
    @Operation(operationId = "searchMemoriesByBody", summary = "The same as GET, with a body that has room for more")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "query",
                                            properties = {
                                                @SchemaProperty(name = "query", type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = "mode",
                                                        type = SchemaType.STRING,
                                                        enumeration = {"hybrid", "keyword", "semantic"}),
                                                @SchemaProperty(
                                                        name = "recency",
                                                        type = SchemaType.STRING,
                                                        description = "true, false or a half-life such as P30D"),
                                                @SchemaProperty(name = "limit", type = SchemaType.INTEGER),
                                                @SchemaProperty(name = "min_score", type = SchemaType.NUMBER),
                                                @SchemaProperty(
                                                        name = "collections",
                                                        type = SchemaType.ARRAY,
                                                        implementation = String.class),
                                                @SchemaProperty(name = "metadata", type = SchemaType.OBJECT),
                                                @SchemaProperty(name = "session_id", type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = "since",
                                                        type = SchemaType.STRING,
                                                        format = "date-time"),
                                                @SchemaProperty(
                                                        name = "until",
                                                        type = SchemaType.STRING,
                                                        format = "date-time"),
                                                @SchemaProperty(name = "user_id", type = SchemaType.STRING)
                                            })))
    public MemoryList search(JsonInput input) {
        return found(SearchInput.read(input));
    }

    private MemoryList found(MemoryQuery query) {
        String user = user();
        return MemoryList.of(new Page<>(memories.search(query), null).map(hit -> MemoryAnswer.of(hit, user)));
    }

    @GET
    @Path("{id}")
    @MuxiRoute(object = "memory", type = "memory.read")
    @Operation(operationId = "getMemory", summary = "Shows one memory of the calling user")
    public MemoryAnswer get(@PathParam("id") String id) {
        return MemoryAnswer.of(memories.get(id), user());
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "memory", type = "memory.updated")
    @Operation(operationId = "updateMemory", summary = "Changes a memory; what is not sent stays, null clears")
    @Parameter(name = "If-Match", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            properties = {
                                                @SchemaProperty(name = "content", type = SchemaType.STRING),
                                                @SchemaProperty(name = "detail", type = SchemaType.STRING),
                                                @SchemaProperty(name = "type", type = SchemaType.STRING),
                                                @SchemaProperty(name = "metadata", type = SchemaType.OBJECT),
                                                @SchemaProperty(name = "collection", type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = "expires_at",
                                                        type = SchemaType.STRING,
                                                        format = "date-time",
                                                        nullable = true),
                                                @SchemaProperty(
                                                        name = "version",
                                                        type = SchemaType.INTEGER,
                                                        description = "Refused with 409 if it is another by now"),
                                                @SchemaProperty(name = "user_id", type = SchemaType.STRING)
                                            })))
    public MemoryAnswer change(@PathParam("id") String id, @HeaderParam("If-Match") String expected, JsonInput input) {
        MemoryChange change = MemoryInput.readChange(input, clock.instant(), IfMatch.version(expected));
        return MemoryAnswer.of(memories.change(id, change), user());
    }

    @DELETE
    @Path("{id}")
    @MuxiRoute(object = "memory", type = "memory.deleted")
    @Operation(operationId = "deleteMemory", summary = "Forgets one memory of the calling user")
    public Deleted delete(@PathParam("id") String id) {
        memories.delete(id);
        return Deleted.of(id);
    }

    private String user() {
        return current.context().sentUserId();
    }
}
