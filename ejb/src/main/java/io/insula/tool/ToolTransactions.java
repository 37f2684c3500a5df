package io.insula.tool;

import io.insula.access.role.CallerGroups;
import io.insula.credential.CredentialOpening;
import io.insula.formation.CredentialReference;
import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.formation.McpServer;
import io.insula.kernel.Change;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a caller may use, and notes that it is used; what is outside is called only when this has been committed. */
@Stateless
@Requires(Permission.USE_TOOLS)
public class ToolTransactions {

    @Inject
    FormationRegistry formations;

    @Inject
    TenantBinding binding;

    @Inject
    CallerGroups callers;

    @Inject
    CredentialOpening vault;

    @Inject
    ToolCatalogue catalogue;

    @Inject
    Errands errands;

    @Inject
    ToolUseConfiguration configuration;

    @Inject
    Event<Change> changes;

    /**
     * A call that can be made.
     *
     * @param permitted whether the caller may; a tool that is not there is told first
     * @param noted whether the tool is known to be there, and the call has been noted
     */
    public record Prepared(Errand errand, boolean permitted, boolean noted) {}

    /** The servers of the formation, or the one that is named. */
    public List<ToolServer> servers(String id) {
        return select(formation(), id).stream().map(ToolServer::of).toList();
    }

    /**
     * What is needed to ask servers for their tools.
     *
     * @param id null for all servers
     * @throws PlatformException RESOURCE_NOT_FOUND if there is none of that name
     */
    public Granted grant(String id) {
        return granted(formation(), id);
    }

    /**
     * What is needed to call a tool. Where the tool is known, the call is noted in the same transaction.
     *
     * @param endings how often the caller's connections were ended until now
     * @throws PlatformException RESOURCE_NOT_FOUND for a server or tool that is not there or not for the caller;
     *     CREDENTIAL_MISSING and INVALID_PARAMS if it cannot be told what it needs
     */
    public Prepared prepare(ToolCallOrder order, long endings) {
        Formation formation = formation();
        McpServer server = formation.mcpServers().stream()
                .filter(each -> each.id().equals(order.server()))
                .findFirst()
                .orElseThrow(() -> PlatformException.notFound(ToolService.TOOL));
        Granted granted = granted(formation, server.id());
        // First, since a tool that is not there is missed only by a server that was told what it needs.
        Errand errand = errands.of(granted, server, order.credential(), endings);
        boolean permitted = granted.permits(server.id(), order.tool());
        boolean known = permitted && catalogue.knows(errand.owner(), order.tool());
        if (known) {
            note(server.id(), order.tool());
        }
        return new Prepared(errand, permitted, known);
    }

    /** Notes that a tool, which is there, is called now; the caller is made sure of once more. */
    public void note(String server, String tool) {
        changes.fire(new Change("tool.call", "tool", server + '/' + tool));
    }

    private Formation formation() {
        return formations.get(binding.formation());
    }

    private Granted granted(Formation formation, String id) {
        List<McpServer> servers = select(formation, id);
        boolean restricted = formation.access() != null && formation.access().restrictTools();
        Set<String> groups = restricted ? callers.of(formation) : Set.of();
        Set<String> services = servers.stream()
                .flatMap(server -> server.access().references().stream())
                .map(CredentialReference::service)
                .collect(Collectors.toSet());
        return new Granted(
                formation, groups, servers, services.isEmpty() ? List.of() : vault.open(services), configuration);
    }

    private static List<McpServer> select(Formation formation, String id) {
        List<McpServer> servers = formation.mcpServers().stream()
                .filter(each -> id == null || each.id().equals(id))
                .toList();
        if (id != null && servers.isEmpty()) {
            throw PlatformException.notFound("MCP server");
        }
        return servers;
    }
}
