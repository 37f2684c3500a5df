package io.insula.connection;

import java.net.URI;
import java.util.Map;

/**
 * A server that speaks MCP over streamable HTTP.
 *
 * @param endpoint as {@link io.insula.egress.EgressPolicy#address} reads it
 * @param headers sent with every request; secrets belong here
 */
public record RemoteServer(URI endpoint, Map<String, String> headers) implements ToolTarget {

    public RemoteServer {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "RemoteServer[" + endpoint.getHost() + "]";
    }
}
