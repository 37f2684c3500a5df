package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.MemoryFields;
import io.insula.client.MemoryHit;
import io.insula.client.MemorySearch;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Fresh;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two nodes on one database, and a formation in which nothing becomes a memory: what one node knows of a turn on the
 * other, in another session, it knows from working memory.
 */
@ExtendWith(TwoNodes.class)
class WorkingMemoryIT {

    private static final String STATEMENT = "My dentist is Doctor Halvorsen";
    private static final String QUESTION = "Who is my dentist?";

    private final String alice = Fresh.name("acme") + ":alice";
    private final LaunchedServer one;
    private final LaunchedServer other;

    WorkingMemoryIT(Nodes nodes) {
        one = nodes.one();
        other = nodes.other();
    }

    @Test
    void aTurnOnOneNodeIsRecalledOnTheOtherInAnotherSession() {
        onOne().chat(STATEMENT);

        assertThat(onOther().chat(QUESTION).response()).contains("Halvorsen");
        assertThat(onOther().chat(QUESTION).sources().get(0).id()).startsWith("wrk_");
    }

    @Test
    void aWarmCacheLearnsWhatTheOtherNodeHeard() {
        onOne().chat("My plumber is Igor Petrov");
        assertThat(onOther().chat("Who is my plumber?").response()).contains("Igor Petrov");
        assertThat(onOther().chat(QUESTION).response()).doesNotContain("Halvorsen");

        onOne().chat(STATEMENT);

        assertThat(onOther().chat(QUESTION).response()).contains("Halvorsen");
        assertThat(onOne().chat(QUESTION).response()).contains("Halvorsen");
    }

    @Test
    void whatWentWithItsSessionIsRecalledOnNoNode() {
        String session = onOne().chat(STATEMENT).sessionId();
        assertThat(onOne().chat(QUESTION).response()).contains("Halvorsen");
        assertThat(onOther().chat(QUESTION).response()).contains("Halvorsen");

        onOne().deleteSession(session);

        assertThat(onOther().chat(QUESTION).response()).doesNotContain("Halvorsen");
        assertThat(onOne().chat(QUESTION).response()).doesNotContain("Halvorsen");
    }

    @Test
    void anotherUserOrTenantOrFormationRecallsNothingOfIt() {
        onOne().chat(STATEMENT);
        String tenant = alice.substring(0, alice.indexOf(':'));

        for (InsulaUser stranger : new InsulaUser[] {
            other.formation("fleeting").user(tenant + ":bob"),
            other.formation("fleeting").user(Fresh.name("globex") + ":alice"),
            other.formation("alpha").user(alice)
        }) {
            assertThat(stranger.chat(QUESTION).response()).doesNotContain("Halvorsen");
        }
    }

    @Test
    void aForgottenMemoryDoesNotComeBackOutOfWorkingMemory() {
        InsulaUser remembering = one.formation("alpha").user(alice);
        remembering.chat(STATEMENT);
        assertThat(remembering.chat(QUESTION).response()).contains("Halvorsen");
        assertThat(other.formation("alpha").user(alice).chat(QUESTION).response())
                .contains("Halvorsen");

        remembering.memories().toList().forEach(memory -> remembering.deleteMemory(memory.id()));

        assertThat(remembering.chat(QUESTION).response()).doesNotContain("Halvorsen");
        assertThat(other.formation("alpha").user(alice).chat(QUESTION).response())
                .doesNotContain("Halvorsen");
    }

    /** Both nodes search, so that both have a shelf at hand when the other one's changes come. */
    @Test
    void whatIsKeptChangedOrForgottenOnOneNodeIsSoInTheSearchesOfTheOther() {
        InsulaUser here = one.formation("alpha").user(alice);
        InsulaUser there = other.formation("alpha").user(alice);
        String tyres = here.addMemory("The car needs new tyres").id();
        assertThat(found(there, "tyres")).containsExactly(tyres);

        String bees = here.addMemory("I keep bees").id();
        assertThat(found(there, "bees")).containsExactly(bees);
        there.patchMemory(bees, MemoryFields.content("I keep goats").collection("farm"));
        assertThat(found(here, "bees")).isEmpty();
        assertThat(found(here, "goats")).containsExactly(bees);
        assertThat(here.searchMemories(MemorySearch.of("animals").collections("farm"))
                        .items())
                .extracting(MemoryHit::id)
                .containsExactly(bees);
        here.deleteMemory(bees);

        assertThat(found(there, "goats")).isEmpty();
        assertThat(found(there, "tyres")).containsExactly(tyres);
    }

    private static List<String> found(InsulaUser user, String word) {
        return user.searchMemories(MemorySearch.of(word).byKeyword()).items().stream()
                .map(MemoryHit::id)
                .toList();
    }

    private InsulaUser onOne() {
        return one.formation("fleeting").user(alice);
    }

    private InsulaUser onOther() {
        return other.formation("fleeting").user(alice);
    }
}
