package io.insula.tool.rest;

import io.insula.tool.ToolServer;
import java.util.List;

/** All MCP servers of the formation, of which there are few. */
public record ServerList(List<ServerAnswer> servers, int count) {

    public ServerList {
        servers = List.copyOf(servers);
    }

    static ServerList of(List<ToolServer> servers) {
        return new ServerList(servers.stream().map(ServerAnswer::of).toList(), servers.size());
    }
}
