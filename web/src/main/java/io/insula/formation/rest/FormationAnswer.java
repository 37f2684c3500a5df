package io.insula.formation.rest;

import io.insula.formation.Agent;
import io.insula.formation.Formation;
import io.insula.formation.InputLimits;
import io.insula.formation.MemorySettings;
import io.insula.formation.Tenancy;
import java.util.List;
import java.util.Locale;

/**
 * A formation as its administrator sees it; keys and secrets are no part of it.
 *
 * @param revision the hash of its unresolved source
 */
public record FormationAnswer(String id, String description, String revision, List<AgentAnswer> agents) {

    static FormationAnswer of(Formation formation) {
        return new FormationAnswer(
                formation.id(),
                formation.description(),
                formation.revision(),
                formation.agents().stream().map(AgentAnswer::of).toList());
    }

    /** An agent by what it is called. */
    public record AgentAnswer(String id, String name, String description) {

        static AgentAnswer of(Agent agent) {
            return new AgentAnswer(agent.id(), agent.name(), agent.description());
        }
    }

    /** Whether the formation is served, and in which revision. */
    public record Status(String status, String version, FormationAnswer formation) {}

    /**
     * The settings that are in force, defaults filled in.
     *
     * @param schemaVersion the version of the vocabulary of {@code formation.afs}
     */
    public record Config(
            String schemaVersion, String id, TenancyAnswer tenancy, InputLimits inputLimits, MemoryAnswer memory) {

        static Config of(Formation formation) {
            return new Config(
                    formation.schema(),
                    formation.id(),
                    TenancyAnswer.of(formation.tenancy()),
                    formation.inputLimits(),
                    MemoryAnswer.of(formation.memory()));
        }
    }

    /** How tenants come into the formation, in the words of {@code formation.afs}. */
    public record TenancyAnswer(String create, int max, String defaultTenant, boolean anonymous) {

        static TenancyAnswer of(Tenancy tenancy) {
            return new TenancyAnswer(
                    tenancy.create().name().toLowerCase(Locale.ROOT),
                    tenancy.max(),
                    tenancy.defaultTenant(),
                    tenancy.anonymous());
        }
    }

    /**
     * What the formation remembers.
     *
     * @param sessionTimeout in seconds
     */
    public record MemoryAnswer(
            int bufferSize, int bufferMultiplier, boolean vectorSearch, long sessionTimeout, boolean episodic) {

        static MemoryAnswer of(MemorySettings memory) {
            return new MemoryAnswer(
                    memory.bufferSize(),
                    memory.bufferMultiplier(),
                    memory.vectorSearch(),
                    memory.sessionTimeout().toSeconds(),
                    memory.episodic());
        }
    }
}
