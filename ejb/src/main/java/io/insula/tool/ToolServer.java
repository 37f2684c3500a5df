package io.insula.tool;

import io.insula.formation.CredentialReference;
import io.insula.formation.McpServer;
import java.time.Duration;
import java.util.List;

/**
 * An MCP server as far as it may be shown.
 *
 * @param command the program of a server of type {@code command}, else empty
 * @param endpoint the address of a server of type {@code http} as the formation writes it, else empty
 * @param auth the way in which it learns who calls
 * @param credentials the credentials of the caller without which it is not called
 */
public record ToolServer(
        String id,
        String description,
        String type,
        String command,
        String endpoint,
        Duration timeout,
        String auth,
        List<CredentialReference> credentials) {

    public ToolServer {
        credentials = List.copyOf(credentials);
    }

    static ToolServer of(McpServer server) {
        return new ToolServer(
                server.id(),
                server.description(),
                server.type(),
                server.command(),
                server.endpoint(),
                server.timeout(),
                server.access().auth().word(),
                List.copyOf(server.access().references()));
    }
}
