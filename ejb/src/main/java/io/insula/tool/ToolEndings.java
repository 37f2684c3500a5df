package io.insula.tool;

import io.insula.connection.ToolConnections;
import io.insula.connection.ToolOwner;
import io.insula.credential.CredentialChanged;
import io.insula.formation.CredentialReference;
import io.insula.formation.FormationRegistry;
import io.insula.formation.McpServer;
import io.insula.identity.HeldUser;
import io.insula.identity.Keepsakes;
import io.insula.identity.UserErased;
import io.insula.kernel.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Ends the connections of users who are erased, suspended, or have changed what their servers were told. What happens on
 * other nodes is seen there by the next call, which brings the new credential along, and by {@link ToolWatch}.
 */
@ApplicationScoped
public class ToolEndings implements Keepsakes {

    @Inject
    ToolConnections connections;

    @Inject
    ToolCatalogue catalogue;

    @Inject
    FormationRegistry formations;

    @Override
    public Set<HeldUser> users() {
        return connections.owners().stream()
                .map(owner -> new HeldUser(owner.formation(), owner.tenantId(), owner.userId()))
                .collect(Collectors.toSet());
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) UserErased erased) {
        end(owner -> owner.formation().equals(erased.formation())
                && owner.tenantId().equals(erased.tenantId())
                && owner.userId().equals(erased.userId()));
    }

    /** Ids of users are never given twice, so the id alone tells who was suspended. */
    void suspend(@Observes(during = TransactionPhase.AFTER_SUCCESS) Change change) {
        if (change.action().equals("user.suspend")) {
            end(owner -> owner.userId().equals(change.resourceId()));
        }
    }

    void renew(@Observes(during = TransactionPhase.AFTER_SUCCESS) CredentialChanged changed) {
        Set<String> servers = formations
                .known(changed.formation())
                .map(formation -> formation.mcpServers().stream()
                        .filter(server -> takes(server, changed.service()))
                        .map(McpServer::id)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        end(owner -> owner.userId().equals(changed.userId()) && servers.contains(owner.server()));
    }

    private static boolean takes(McpServer server, String service) {
        return server.access().references().stream()
                .anyMatch(each -> each.service().equals(CredentialReference.service(service)));
    }

    void end(Predicate<ToolOwner> whose) {
        connections.end(whose);
        catalogue.forget(whose);
    }
}
