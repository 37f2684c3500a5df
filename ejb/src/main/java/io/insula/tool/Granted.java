package io.insula.tool;

import io.insula.connection.Entrusted;
import io.insula.credential.OpenedCredential;
import io.insula.formation.Formation;
import io.insula.formation.McpServer;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.util.List;
import java.util.Set;

/**
 * What a caller may use, read in one transaction.
 *
 * @param groups those that the caller is in, with all that these inherit from; empty where no group restricts tools
 * @param servers those that were asked for
 * @param credentials the caller's own for the services that these servers need
 * @param operators what the operator of the server says about tools
 */
public record Granted(
        Formation formation,
        Set<String> groups,
        List<McpServer> servers,
        List<OpenedCredential> credentials,
        ToolUseConfiguration operators) {

    public Granted {
        groups = Set.copyOf(groups);
        servers = List.copyOf(servers);
        credentials = List.copyOf(credentials);
    }

    boolean permits(String server, String tool) {
        return formation.access() == null || formation.access().permitTool(groups, server, tool);
    }

    /** Whoever may call nothing there is not told of the server either, nor is it asked. */
    boolean permitsAny(McpServer server) {
        return formation.access() == null || formation.access().permitAnyTool(groups, server.id());
    }

    /** Whoever may deploy a formation names programs; which of them this machine runs is its operator's to say. */
    CallTarget target(McpServer server, String credential) {
        if (server.isCommand() && !operators.admits(server.command())) {
            throw new PlatformException(
                    ErrorCode.PROVIDER_ERROR,
                    "The MCP server " + server.id() + " is a program that the operator of this server does not admit"
                            + " (insula.tools.programs)");
        }
        return CallTarget.of(server, choice(server, credential));
    }

    /** The credentials that the target is told, in the versions that they have in it. */
    List<Entrusted.Version> versions(McpServer server, String credential) {
        return choice(server, credential).versions();
    }

    private CredentialChoice choice(McpServer server, String credential) {
        return new CredentialChoice(server, formation.credentials(), credentials, credential);
    }
}
