package io.insula.mcp.rest;

import io.insula.input.rest.JsonInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
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

/**
 * The transport of the Model Context Protocol that it calls streamable HTTP, as a server speaks it that keeps no sessions
 * and says nothing of its own accord: there is no stream to GET and no session to DELETE.
 */
@ApplicationScoped
@Path("/mcp")
@Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
@Accepts(KeyKind.CLIENT)
@SecurityRequirement(name = "ClientKey")
@Tag(name = "Agents")
public class McpResource {

    @Inject
    Conversation conversation;

    @Inject
    McpConfiguration configuration;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "speakMcp",
            summary = "Takes one message of the Model Context Protocol: the user's memories as tools for an agent")
    @Parameter(name = "X-Muxi-User-Id", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "X-Muxi-Tenant-Id", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "MCP-Protocol-Version", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = {"jsonrpc", "method"},
                                            properties = {
                                                @SchemaProperty(name = "jsonrpc", type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = "id",
                                                        type = SchemaType.STRING,
                                                        description = "Or a whole number; none for a notification"),
                                                @SchemaProperty(name = "method", type = SchemaType.STRING),
                                                @SchemaProperty(name = "params", type = SchemaType.OBJECT)
                                            })))
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema =
                                @Schema(
                                        type = SchemaType.OBJECT,
                                        properties = {
                                            @SchemaProperty(name = "jsonrpc", type = SchemaType.STRING),
                                            @SchemaProperty(name = "id", type = SchemaType.STRING),
                                            @SchemaProperty(name = "result", type = SchemaType.OBJECT),
                                            @SchemaProperty(name = "error", type = SchemaType.OBJECT)
                                        })),
                @Content(mediaType = MediaType.SERVER_SENT_EVENTS)
            })
    @APIResponse(responseCode = "202", description = "What wants no answer was taken")
    public Response speak(JsonInput input, @Context HttpHeaders sent) {
        McpHeaders headers = new McpHeaders(sent).requireOrigin(configuration.allowedOrigins());
        RpcMessage message;
        try {
            message = RpcMessage.read(input.whole());
        } catch (RpcException e) {
            return written(Response.status(Status.BAD_REQUEST), RpcMessage.unreadable(e), headers);
        }
        headers.requireVersion();
        if (!message.isRequest()) {
            conversation.hear();
            return Response.accepted().build();
        }
        return written(Response.ok(), answer(message), headers);
    }

    private JsonObject answer(RpcMessage message) {
        try {
            return message.answered(conversation.result(message));
        } catch (RpcException e) {
            return message.failed(e);
        }
    }

    private static Response written(Response.ResponseBuilder answer, JsonObject json, McpHeaders headers) {
        MediaType type = headers.answer();
        boolean events = type.equals(MediaType.SERVER_SENT_EVENTS_TYPE);
        return answer.type(type)
                .entity(events ? "event: message\ndata: " + json + "\n\n" : json.toString())
                .build();
    }
}
