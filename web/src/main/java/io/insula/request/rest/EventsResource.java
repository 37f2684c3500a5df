package io.insula.request.rest;

import io.insula.access.Standing;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PlatformException;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.Seats;
import io.insula.request.Request;
import io.insula.request.RequestService;
import io.insula.tenant.CurrentTenant;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/events")
@Produces({MediaType.SERVER_SENT_EVENTS, MediaType.APPLICATION_JSON})
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Requests")
public class EventsResource {

    private static final int LONGEST = 900;

    @Inject
    RequestService requests;

    @Inject
    EventConfiguration configuration;

    @Inject
    CurrentTenant current;

    @Inject
    Standing standing;

    private Seats seats;

    @PostConstruct
    void open() {
        seats = new Seats(configuration.perNode(), configuration.perTenant());
    }

    @GET
    @Operation(operationId = "events", summary = "Follows what happens to the calling user's requests")
    @Parameter(name = "wait", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "Last-Event-ID", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Response all(@HeaderParam("Last-Event-ID") String last, @Context UriInfo uri) {
        return stream(null, null, last, uri);
    }

    @GET
    @Path("{session}")
    @Operation(operationId = "sessionEvents", summary = "Follows what happens to the requests of one session")
    @Parameter(name = "wait", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "Last-Event-ID", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Response ofSession(
            @PathParam("session") String session, @HeaderParam("Last-Event-ID") String last, @Context UriInfo uri) {
        requests.checkSession(session);
        return stream(session, null, last, uri);
    }

    @GET
    @Path("{session}/{request}")
    @Operation(operationId = "requestEvents", summary = "Follows one request until it ends")
    @Parameter(name = "wait", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "Last-Event-ID", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Response ofRequest(
            @PathParam("session") String session,
            @PathParam("request") String id,
            @HeaderParam("Last-Event-ID") String last,
            @Context UriInfo uri) {
        Request request = requests.get(id);
        if (!session.equals(request.sessionId())) {
            throw PlatformException.notFound("Request");
        }
        return stream(null, request.id(), last, uri);
    }

    private Response stream(String session, String request, String last, UriInfo uri) {
        int wait = QueryInput.of(uri).integer("wait", 0, LONGEST, LONGEST);
        EventFeed feed = new EventFeed(requests, session, request, behind(number(last)));
        String tenant = current.context().tenantId();
        seats.take(tenant);
        return Response.ok(
                        new EventOutput(
                                feed,
                                standing,
                                new EventOutput.Bounds(configuration.poll(), Duration.ofSeconds(wait)),
                                () -> seats.leave(tenant),
                                current.context().requestId()),
                        MediaType.SERVER_SENT_EVENTS)
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private long behind(long number) {
        return number == 0 ? 0 : requests.goOnBehind(number);
    }

    private static long number(String last) {
        if (last == null || last.isEmpty()) {
            return 0;
        }
        if (!last.matches("\\d{1,18}")) {
            throw new PlatformException(
                    ErrorCode.INVALID_REQUEST, "The header Last-Event-ID is not an id of this stream");
        }
        return Long.parseLong(last);
    }
}
