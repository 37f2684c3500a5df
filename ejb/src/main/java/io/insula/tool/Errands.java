package io.insula.tool;

import io.insula.connection.Entrusted;
import io.insula.connection.ToolOwner;
import io.insula.formation.FormationRegistry;
import io.insula.formation.McpServer;
import io.insula.tenant.CurrentTenant;
import io.insula.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes of what a caller may use what is needed to ask one server. */
@ApplicationScoped
public class Errands {

    @Inject
    CurrentTenant current;

    @Inject
    Fingerprints fingerprints;

    @Inject
    FormationRegistry formations;

    /**
     * What is needed to ask a server for the caller.
     *
     * @param credential which one, where the user has several for a service; null for the usual one
     * @param endings how often the caller's connections had been ended before what is granted was read
     */
    Errand of(Granted granted, McpServer server, String credential, long endings) {
        CallTarget target = granted.target(server, credential);
        TenantContext context = current.context();
        ToolOwner owner = new ToolOwner(
                context.formation(), context.tenantId(), context.userId(), server.id(), fingerprints.of(target.told()));
        return new Errand(
                server,
                owner,
                target,
                new Entrusted(
                        endings, granted.versions(server, credential), () -> declares(context.formation(), server)));
    }

    private boolean declares(String formation, McpServer server) {
        return formations
                .known(formation)
                .filter(known -> known.mcpServers().contains(server))
                .isPresent();
    }
}
