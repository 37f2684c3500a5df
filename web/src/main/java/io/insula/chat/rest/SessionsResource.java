package io.insula.chat.rest;

import io.insula.chat.ChatSession;
import io.insula.chat.RestoreService;
import io.insula.chat.Said;
import io.insula.chat.SessionService;
import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PageRequest;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.Created;
import io.insula.kernel.rest.Deleted;
import io.insula.kernel.rest.MuxiRoute;
import io.insula.tenant.CurrentTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
@Path("/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Accepts(KeyKind.CLIENT)
@SecurityRequirement(name = "ClientKey")
@Tag(name = "Sessions")
public class SessionsResource {

    private final Clock clock = Clock.systemUTC();

    @Inject
    SessionService sessions;

    @Inject
    RestoreService restores;

    @Inject
    CurrentTenant current;

    @POST
    @MuxiRoute(object = "session", type = "session.created")
    @Operation(operationId = "createSession", summary = "Begins a session of the calling user")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            properties = @SchemaProperty(name = "user_id", type = SchemaType.STRING))))
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SessionAnswer.class)))
    public Response create(JsonInput input, @Context UriInfo uri) {
        input.rejectUnknown("user_id").check();
        SessionAnswer made = answer(sessions.create());
        return Created.at(uri, SessionsResource.class, made.id(), made);
    }

    @GET
    @MuxiRoute(object = "session_list", type = "session.list")
    @Operation(operationId = "listSessions", summary = "Lists the calling user's sessions, newest first")
    public SessionList list(@Context UriInfo uri) {
        return SessionList.of(sessions.list(QueryInput.of(uri).page()).map(this::answer));
    }

    @GET
    @Path("{id}")
    @MuxiRoute(object = "session", type = "session.read")
    @Operation(operationId = "getSession", summary = "Shows one session of the calling user")
    public SessionAnswer get(@PathParam("id") String id) {
        return answer(sessions.get(id));
    }

    @GET
    @Path("{id}/messages")
    @MuxiRoute(object = "message_list", type = "session.messages")
    @Operation(operationId = "getSessionMessages", summary = "Shows what was said in a session, newest last")
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "before", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    public MessageList messages(@PathParam("id") String id, @Context UriInfo uri) {
        QueryInput query = QueryInput.of(uri);
        int limit = query.integer("limit", 1, PageRequest.MAX_LIMIT, PageRequest.DEFAULT_LIMIT);
        return MessageList.of(id, sessions.history(id, limit, query.optional("before", JsonInput.SHORT)));
    }

    @POST
    @Path("{id}/restore")
    @MuxiRoute(object = "session", type = "session.restored")
    @Operation(
            operationId = "restoreSession",
            summary = "Brings a session back to life, with the sent messages in view, or else its own")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            properties = {
                                                @SchemaProperty(
                                                        name = "messages",
                                                        type = SchemaType.ARRAY,
                                                        implementation = Said.class),
                                                @SchemaProperty(name = "user_id", type = SchemaType.STRING)
                                            })))
    public RestoredSession restore(@PathParam("id") String id, JsonInput input) {
        return RestoredSession.of(
                restores.restore(id, RestoreInput.read(input, clock.instant())),
                current.context().sentUserId());
    }

    @DELETE
    @Path("{id}")
    @MuxiRoute(object = "session", type = "session.deleted")
    @Operation(operationId = "deleteSession", summary = "Deletes a session; what was remembered outlives it")
    public Deleted delete(@PathParam("id") String id) {
        sessions.delete(id);
        return Deleted.of(id);
    }

    private SessionAnswer answer(ChatSession session) {
        return SessionAnswer.of(session, current.context().sentUserId(), clock.instant());
    }
}
