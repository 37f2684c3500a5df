package io.insula.connection.testing;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServer.SyncSpecification;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Map;

/** A small MCP server over standard input and output, whose tools tell what they see and misbehave on demand. */
public final class ToolServer {

    private ToolServer() {}

    public static void main(String[] arguments) {
        SyncSpecification<?> server = McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
                .serverInfo("insula-test-tools", "1")
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .validateToolInputs(false);
        Sights.TOOLS.forEach((name, tool) -> add(server, name, tool));
        Misdeeds.TOOLS.forEach((name, tool) -> add(server, name, tool));
        addTrace(server);
        server.build();
    }

    /** What a tool does: from its one argument, {@code with}, to its one text. */
    interface Deed {
        String on(String with) throws Exception;
    }

    /** Tells what was said beside the arguments. */
    private static void addTrace(SyncSpecification<?> server) {
        Tool tool = Tool.builder("trace", Map.of("type", "object"))
                .description("Does: trace")
                .build();
        server.toolCall(tool, (exchange, request) -> CallToolResult.builder()
                .addTextContent(String.valueOf(request.meta()))
                .build());
    }

    private static void add(SyncSpecification<?> server, String name, Deed deed) {
        Map<String, Object> schema = Map.of("type", "object", "properties", Map.of("with", Map.of("type", "string")));
        Tool tool = Tool.builder(name, schema).description("Does: " + name).build();
        server.toolCall(tool, (exchange, request) -> {
            Object with =
                    request.arguments() == null ? null : request.arguments().get("with");
            try {
                return CallToolResult.builder()
                        .addTextContent(deed.on(String.valueOf(with)))
                        .build();
            } catch (Exception e) {
                return CallToolResult.builder()
                        .addTextContent(e.getClass().getSimpleName())
                        .isError(true)
                        .build();
            }
        });
    }
}
