package io.insula.chat;

import io.insula.formation.Agent;
import io.insula.formation.Formation;
import io.insula.formation.TextModel;
import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import java.util.List;
import java.util.Optional;

/**
 * Who answers: the agent that was asked for, or else the formation's first.
 *
 * @param model null if the answer is made by quotation
 * @param systemMessage empty if there is none
 */
record Speaker(String formation, TextModel model, String systemMessage) {

    /**
     * Finds the speaker.
     *
     * @throws PlatformException INVALID_PARAMS if the formation has no such agent
     */
    static Speaker of(Formation formation, String agentId) {
        Optional<Agent> agent = formation.agents().stream()
                .filter(each -> agentId == null || each.id().equals(agentId))
                .findFirst();
        if (agentId != null && agent.isEmpty()) {
            throw PlatformException.invalidParams(
                    List.of(new FieldFault("agent_id", "is not an agent of this formation", "unknown")));
        }
        return new Speaker(
                formation.id(),
                agent.map(Agent::model).orElse(formation.models().text()),
                agent.map(Agent::systemMessage).orElse(""));
    }
}
