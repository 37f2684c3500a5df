package io.insula.chat.rest;

import io.insula.chat.AnswerListener;
import io.insula.chat.ChatService;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.JsonInput;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
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
    CurrentTenant current;

    /** Event streams are declared only to be refused by name instead of by 406. */
    @POST
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
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
                                                @SchemaProperty(name = "stream", type = SchemaType.BOOLEAN),
                                                @SchemaProperty(name = "mode", type = SchemaType.STRING)
                                            })))
    public ChatAnswer post(JsonInput input, @Context HttpHeaders headers) {
        return ChatAnswer.of(chat.chat(ChatInput.read(input, headers), AnswerListener.NONE), current.context());
    }
}
