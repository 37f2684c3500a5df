package io.insula.tool.rest;

import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.MuxiRoute;
import io.insula.tool.ToolCallOrder;
import io.insula.tool.ToolService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
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
@Path("/v1/mcp")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Tools")
public class ToolsResource {

    private static final String SERVER = "server";
    private static final String TOOL = "tool";
    private static final String ARGUMENTS = "arguments";
    private static final String CREDENTIAL = "credential";
    private static final String REVEAL = "reveal";
    private static final int LONGEST_NAME = 128;

    @Inject
    ToolService tools;

    @GET
    @Path("servers")
    @MuxiRoute(object = "mcp_server_list", type = "mcp.servers.list")
    @Operation(operationId = "getMcpServers", summary = "Lists the MCP servers of the formation")
    public ServerList servers() {
        return ServerList.of(tools.servers());
    }

    @GET
    @Path("servers/{id}")
    @MuxiRoute(object = "mcp_server", type = "mcp.server.read")
    @Operation(operationId = "getMcpServer", summary = "Shows an MCP server of the formation")
    public ServerAnswer server(@PathParam("id") String id) {
        return ServerAnswer.of(tools.server(id));
    }

    @GET
    @Path("tools")
    @MuxiRoute(object = "mcp_tool_list", type = "mcp.tools.list")
    @Operation(
            operationId = "getMcpTools",
            summary = "Lists the tools that the calling user may have called",
            description = "Servers that cannot be asked now are named in unavailable, with the reason.")
    @Parameter(name = SERVER, in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    public ToolListAnswer list(@Context UriInfo uri) {
        return ToolListAnswer.of(tools.list(QueryInput.of(uri).optional(SERVER, JsonInput.SHORT)));
    }

    @POST
    @Path("tools/call")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "mcp_tool_result", type = "mcp.tool.called")
    @Operation(
            operationId = "callMcpTool",
            summary = "Calls a tool with the calling user's own credentials",
            description = "424 names a credential that the user has not added yet, and how to add it.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = {SERVER, TOOL},
                                            properties = {
                                                @SchemaProperty(name = SERVER, type = SchemaType.STRING),
                                                @SchemaProperty(name = TOOL, type = SchemaType.STRING),
                                                @SchemaProperty(name = ARGUMENTS, type = SchemaType.OBJECT),
                                                @SchemaProperty(
                                                        name = CREDENTIAL,
                                                        type = SchemaType.STRING,
                                                        description = "The name of one of several for a service"),
                                                @SchemaProperty(
                                                        name = REVEAL,
                                                        type = SchemaType.BOOLEAN,
                                                        description = "Whether the caller's own secrets are shown"
                                                                + " where the tool repeats them"),
                                                @SchemaProperty(name = "user_id", type = SchemaType.STRING)
                                            })))
    public ToolCallAnswer call(JsonInput input) {
        String server = input.requiredString(SERVER, LONGEST_NAME);
        String tool = input.requiredString(TOOL, LONGEST_NAME);
        JsonObject arguments = input.object(ARGUMENTS);
        String credential = input.optionalString(CREDENTIAL, JsonInput.SHORT);
        Boolean reveal = input.bool(REVEAL);
        input.rejectUnknown(SERVER, TOOL, ARGUMENTS, CREDENTIAL, REVEAL, "user_id")
                .check();
        ToolCallOrder order = new ToolCallOrder(
                server, tool, arguments == null ? JsonValue.EMPTY_JSON_OBJECT : arguments, credential);
        return ToolCallAnswer.of(
                server, tool, Boolean.TRUE.equals(reveal) ? tools.callShowing(order) : tools.call(order));
    }
}
