package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.ChatAnswer;
import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.client.Session;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The platform's main job, told by the example of its own documentation. */
@ExtendWith(SharedServer.class)
class BudgetStoryIT {

    private static final String STATEMENT = "My budget is $5,000";
    private static final String QUESTION = "What's my budget?";

    private final String acme = Fresh.name("acme");
    private final Door alpha;
    private final Door beta;
    private final InsulaUser alice;

    BudgetStoryIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        beta = server.formation("beta");
        alice = alpha.user(acme + ":alice");
    }

    @Test
    void anotherSessionOfTheSameUserKnowsTheBudget() {
        ChatAnswer told = alice.chat(STATEMENT);

        ChatAnswer answer = alice.chat(QUESTION);

        assertThat(answer.sessionId()).isNotEqualTo(told.sessionId());
        assertThat(answer.response()).contains("$5,000").isEqualTo(answer.message());
        assertThat(answer.responder()).isEqualTo("extractive");
        assertThat(answer.userId()).isEqualTo(acme + ":alice");
        ChatAnswer.Source best = answer.sources().get(0);
        assertThat(best.score()).isPositive();
        assertThat(alice.getMemory(best.id()).text()).isEqualTo(STATEMENT);
    }

    @Test
    void anotherUserOfTheSameTenantIsToldNothing() {
        alice.chat(STATEMENT);

        assertThatNothingIsKnownTo(alpha.user(acme + ":bob"));
    }

    @Test
    void theSameNameInAnotherTenantIsToldNothing() {
        alice.chat(STATEMENT);

        assertThatNothingIsKnownTo(alpha.user(Fresh.name("globex") + ":alice"));
    }

    @Test
    void theSameNameInAnotherFormationIsToldNothing() {
        alice.chat(STATEMENT);

        assertThatNothingIsKnownTo(beta.user(acme + ":alice"));
    }

    @Test
    void twoTenantsWithAnAliceEachKeepTheirOwnBudget() {
        InsulaUser otherAlice = alpha.user(Fresh.name("globex") + ":alice");
        alice.chat(STATEMENT);
        otherAlice.chat("My budget is $70");

        assertThat(alice.chat(QUESTION).response()).contains("$5,000").doesNotContain("$70");
        assertThat(otherAlice.chat(QUESTION).response()).contains("$70").doesNotContain("5,000");
    }

    @Test
    void whatWasRememberedOutlivesItsSession() {
        Session session = alice.createSession();
        alice.chat(STATEMENT, session.id());

        alice.deleteSession(session.id());

        assertThat(alice.chat(QUESTION).response()).contains("$5,000");
    }

    @Test
    void whatIsForgottenIsNoLongerTold() {
        String session = alice.chat(STATEMENT).sessionId();
        assertThat(alice.getMemories().items()).extracting(Memory::text).contains(STATEMENT);

        alice.memories().map(Memory::id).toList().forEach(alice::deleteMemory);
        alice.deleteSession(session);

        assertThatNothingIsKnownTo(alice);
    }

    @Test
    void questionsNeverAnswerQuestions() {
        alice.chat(QUESTION);
        alice.chat("Do you know my budget by now?");

        assertThatNothingIsKnownTo(alice);
        assertThat(alice.getMemories().items()).isEmpty();
    }

    private static void assertThatNothingIsKnownTo(InsulaUser user) {
        ChatAnswer answer = user.chat(QUESTION);

        assertThat(answer.responder()).isEqualTo("extractive");
        assertThat(answer.response()).isNotBlank().doesNotContain("5,000").doesNotContain(QUESTION);
        assertThat(answer.sources()).isEmpty();
        assertThat(user.searchMemories(QUESTION).items()).isEmpty();
    }
}
