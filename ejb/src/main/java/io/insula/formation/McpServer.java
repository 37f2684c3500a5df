package io.insula.formation;

import java.time.Duration;
import java.util.List;

/**
 * An MCP server that a formation declares.
 *
 * @param description empty if there is none
 * @param type {@code command} or {@code http}
 * @param command the program of a server of type {@code command}, else empty
 * @param arguments those of the program; they hold no secrets, for every process of the machine may read them
 * @param endpoint the address of a server of type {@code http}, else empty; as written
 * @param timeout how long a call may take
 * @param access how it is reached, with what
 */
public record McpServer(
        String id,
        String description,
        String type,
        String command,
        List<String> arguments,
        String endpoint,
        Duration timeout,
        McpAccess access) {

    public McpServer {
        arguments = List.copyOf(arguments);
    }

    /** Whether it is a program of this machine. */
    public boolean isCommand() {
        return "command".equals(type);
    }
}
