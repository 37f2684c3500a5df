package io.insula.formation;

import java.util.List;

/**
 * A formation as the platform serves it: immutable settings with every default filled in. Texts that are shown to
 * callers (descriptions, names, system messages, the view of MCP servers) keep their references to secrets unresolved,
 * so that no secret leaves except inside {@link FormationKeys}, {@link ModelEndpoint} and {@link McpAccess}.
 *
 * @param id the slug in its URLs
 * @param revision the hash of the unresolved source, see {@link FormationSource#hash()}
 * @param schema the version of the vocabulary
 * @param description empty if there is none
 * @param models those that the formation calls; agents may have their own
 * @param access who may do what; null where the formation does not say, and every key may what its kind may
 * @param credentials what a user is told whose credential is missing
 * @param agents those declared in {@code formation.afs} first, then those of {@code agents/}, by file name
 */
public record Formation(
        String id,
        String description,
        String revision,
        String schema,
        Tenancy tenancy,
        InputLimits inputLimits,
        MemorySettings memory,
        LanguageModels models,
        AsyncSettings async,
        AccessRules access,
        CredentialSettings credentials,
        List<Agent> agents,
        List<McpServer> mcpServers,
        FormationKeys keys) {

    public Formation {
        agents = List.copyOf(agents);
        mcpServers = List.copyOf(mcpServers);
    }
}
