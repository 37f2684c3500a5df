package io.insula.tool;

import io.insula.credential.OpenedCredential;
import io.insula.formation.Formation;
import io.insula.formation.McpServer;
import java.util.List;
import java.util.Set;

/**
 * What a caller may use, read in one transaction.
 *
 * @param groups those that the caller is in, with all that these inherit from; empty where no group restricts tools
 * @param servers those that were asked for
 * @param credentials the caller's own for the services that these servers need
 */
record Granted(Formation formation, Set<String> groups, List<McpServer> servers, List<OpenedCredential> credentials) {

    Granted {
        groups = Set.copyOf(groups);
        servers = List.copyOf(servers);
        credentials = List.copyOf(credentials);
    }

    boolean permits(String server, String tool) {
        return formation.access() == null || formation.access().permitTool(groups, server, tool);
    }

    CallTarget target(McpServer server, String credential) {
        return CallTarget.of(server, new CredentialChoice(server, formation.credentials(), credentials, credential));
    }
}
