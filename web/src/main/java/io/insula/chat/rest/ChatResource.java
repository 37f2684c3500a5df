package io.insula.chat.rest;

import io.insula.chat.AnswerListener;
import io.insula.chat.ChatService;
import io.insula.chat.ChatTurn;
import io.insula.chat.LaterAnswers;
import io.insula.chat.NewMessage;
import io.insula.idempotency.CurrentReservation;
import io.insula.idempotency.rest.Idempotent;
import io.insula.input.rest.JsonInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.Permission;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.MuxiRoute;
import io.insula.tenant.CurrentTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/chat")
@Accepts(KeyKind.CLIENT)
@Consumes(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "ClientKey")
@Tag(name = "Chat")
public class ChatResource {

    @Inject
    ChatService chat;

    @Inject
    ChatStreams streams;

    @Inject
    LaterAnswers later;

    @Inject
    CurrentReservation reservation;

    @Inject
    CurrentTenant current;

    @POST
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @Idempotent(value = Permission.CHAT, name = "request_id")
    @MuxiRoute(object = "chat", type = "chat.completed")
    @Operation(operationId = "chat", summary = "Says something and gets an answer; makes a session when none is named")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "message",
                                            properties = {
                                                @SchemaProperty(name = "message", type = SchemaType.STRING),
                                                @SchemaProperty(name = "session_id", type = SchemaType.STRING),
                                                @SchemaProperty(name = "agent_id", type = SchemaType.STRING),
                                                @SchemaProperty(name = "user_id", type = SchemaType.STRING),
                                                @SchemaProperty(name = "request_id", type = SchemaType.STRING),
                                                @SchemaProperty(name = "stream", type = SchemaType.BOOLEAN),
                                                @SchemaProperty(name = "mode", type = SchemaType.STRING),
                                                @SchemaProperty(name = "webhook_url", type = SchemaType.STRING)
                                            })))
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ChatAnswer.class)),
                @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "202",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ChatAccepted.class)))
    public Response post(JsonInput input, @Context HttpHeaders headers, @Context UriInfo uri) throws Exception {
        ChatInput wanted = ChatInput.read(input, headers, reservation.turnId());
        if (wanted.deferred() || (wanted.either() && isBetterLater(wanted.message()))) {
            return accepted(wanted, uri);
        }
        if (wanted.streamed()) {
            return streamed(wanted);
        }
        ChatTurn turn = chat.chat(wanted.message(), AnswerListener.NONE);
        return Response.ok(ChatAnswer.of(turn, wanted.message(), current.context()), MediaType.APPLICATION_JSON)
                .build();
    }

    /** What an earlier attempt has begun is gone on with in its way; what is new, as it is expected to be quicker. */
    private boolean isBetterLater(NewMessage message) {
        return reservation
                .doneBefore()
                .map(done -> done.startsWith("req_"))
                .orElseGet(() -> chat.isBetterAnsweredLater(message));
    }

    private Response accepted(ChatInput wanted, UriInfo uri) {
        String id = later.promise(wanted.message(), wanted.webhookUrl());
        return Response.accepted(ChatAccepted.of(id, wanted.message(), current.context()))
                .type(MediaType.APPLICATION_JSON)
                .location(uri.getBaseUriBuilder().path("v1/requests/{id}").build(id))
                .build();
    }

    private Response streamed(ChatInput wanted) throws Exception {
        StreamedAnswer answer = streams.begin(wanted.message());
        answer.awaitFirst();
        return Response.ok(answer, MediaType.SERVER_SENT_EVENTS)
                // Proxies gather answers before they pass them on, unless they are told.
                .header("X-Accel-Buffering", "no")
                .build();
    }
}
