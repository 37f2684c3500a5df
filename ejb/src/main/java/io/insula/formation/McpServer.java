package io.insula.formation;

import java.time.Duration;

/**
 * An MCP server that a formation declares, as far as it may be shown: its arguments and its authentication stay in the
 * source.
 *
 * @param description empty if there is none
 * @param type {@code command} or {@code http}
 * @param command the program of a server of type {@code command}, else empty
 * @param endpoint the address of a server of type {@code http}, else empty; as written
 * @param timeout how long a call may take
 */
public record McpServer(
        String id, String description, String type, String command, String endpoint, Duration timeout) {}
