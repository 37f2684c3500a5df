package io.insula.mcp.rest;

import io.insula.formation.FormationRegistry;
import io.insula.tenant.CurrentTenant;
import io.insula.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The tools that there are for the caller: those of which the service behind them would let the caller in. */
@ApplicationScoped
public class Toolbox {

    @Inject
    MemoryTools memories;

    @Inject
    CurrentTenant current;

    @Inject
    FormationRegistry formations;

    /** Those that the caller may use, as far as is known of the caller by now. */
    List<AgentTool> permitted() {
        TenantContext caller = current.context();
        return all().stream()
                .filter(tool -> caller.permissions().contains(tool.permission()))
                .toList();
    }

    /** The tool of that name, if the caller may use it. */
    Optional<AgentTool> permitted(String name) {
        return permitted().stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /** Whether there is a tool of that name for others. */
    boolean holds(String name) {
        return all().stream().anyMatch(tool -> tool.name().equals(name));
    }

    private List<AgentTool> all() {
        return memories.tools(
                formations.get(current.context().formation()).inputLimits().maxMemoryEntrySize());
    }
}
