package io.insula.tool.rest;

import io.insula.formation.CredentialReference;
import io.insula.tool.ToolServer;
import java.util.List;

/** An MCP server as clients see it; {@code command} or {@code endpoint} is left out, whichever it has not. */
public record ServerAnswer(
        String id, String description, String type, String command, String endpoint, long timeoutSeconds, Auth auth) {

    /** How the server learns who calls, and which credentials of the caller it needs for that. */
    public record Auth(String type, List<Needed> credentials) {

        public Auth {
            credentials = List.copyOf(credentials);
        }
    }

    /** A credential of the caller; without a field it is the usual one. */
    public record Needed(String service, String field) {

        static Needed of(CredentialReference reference) {
            return new Needed(reference.service(), present(reference.field()));
        }
    }

    static ServerAnswer of(ToolServer server) {
        return new ServerAnswer(
                server.id(),
                server.description(),
                server.type(),
                present(server.command()),
                present(server.endpoint()),
                server.timeout().toSeconds(),
                new Auth(
                        server.auth(),
                        server.credentials().stream().map(Needed::of).toList()));
    }

    private static String present(String text) {
        return text.isEmpty() ? null : text;
    }
}
