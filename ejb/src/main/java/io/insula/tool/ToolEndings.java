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
import io.insula.tenant.TenantSuspended;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Ends the connections of users who are erased, suspended, by themselves or with their tenant, or have changed what their
 * servers were told. What happens on other nodes is seen here by the next call, which brings the new credential along, and
 * by {@link ToolWatch}.
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

    /** Ids of users are never given twice, so the id alone tells who. */
    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) UserErased erased) {
        end(erased.userId(), owner -> true);
    }

    void suspend(@Observes(during = TransactionPhase.AFTER_SUCCESS) Change change) {
        if (change.action().equals("user.suspend")) {
            end(change.resourceId(), owner -> true);
        }
    }

    void suspend(@Observes(during = TransactionPhase.AFTER_SUCCESS) TenantSuspended suspended) {
        connections.endTenant(suspended.formation(), suspended.tenantId());
        catalogue.forget(owner -> owner.formation().equals(suspended.formation())
                && owner.tenantId().equals(suspended.tenantId()));
    }

    void renew(@Observes(during = TransactionPhase.AFTER_SUCCESS) CredentialChanged changed) {
        Set<String> servers = formations
                .known(changed.formation())
                .map(formation -> formation.mcpServers().stream()
                        .filter(server -> takes(server, changed.service()))
                        .map(McpServer::id)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        end(changed.userId(), owner -> servers.contains(owner.server()));
    }

    private static boolean takes(McpServer server, String service) {
        return server.access().references().stream()
                .anyMatch(each -> each.service().equals(CredentialReference.service(service)));
    }

    void end(ToolOwner owner) {
        end(owner.userId(), owner::equals);
    }

    private void end(String userId, Predicate<ToolOwner> which) {
        connections.endUser(userId, which);
        catalogue.forget(owner -> owner.userId().equals(userId) && which.test(owner));
    }
}
