package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.ChatAnswer;
import io.insula.client.Erasure;
import io.insula.client.InsulaUser;
import io.insula.memory.working.testing.IndexServer;
import io.insula.memory.working.testing.IndexServer.Asked;
import io.insula.memory.working.testing.Packed;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Fresh;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Working memory that a server outside indexes. It may be of bad will, or away: it only ever proposes, and what is recalled
 * is right without it.
 */
@ExtendWith(TwoNodes.class)
class RemoteWorkingMemoryIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String STATEMENT = "My dentist is Doctor Halvorsen";
    private static final String QUESTION = "Who is my dentist?";
    private static final String SAFE = "What is the code of my safe?";

    private final String tenant = Fresh.name("acme");
    private final LaunchedServer one;
    private final LaunchedServer other;
    private final int port;
    private IndexServer index;

    RemoteWorkingMemoryIT(Nodes nodes) {
        one = nodes.one();
        other = nodes.other();
        port = nodes.indexPort();
        index = IndexServer.start(port);
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void aTurnOnOneNodeIsRecalledOnTheOtherByTheIndex() {
        onOne().chat(STATEMENT);
        onOne().chat("My plumber is Igor Petrov");
        untilIndexed(2);

        ChatAnswer answer = onOther().chat(QUESTION);

        assertThat(answer.response()).contains("Halvorsen");
        assertThat(answer.sources().get(0).id()).startsWith("wrk_");
        assertThat(index.asked("search")).isPositive();
        assertThat(index.asked()).allSatisfy(call -> {
            assertThat(call.index()).matches("[0-9a-f]{64}");
            assertThat(call.apiKey()).isEqualTo(TwoNodes.INDEX_KEY);
            assertThat(call.tenant()).isEqualTo("insula");
        });
    }

    @Test
    void aServerThatDiesIsNotMissedAndOneThatComesBackEmptyIsFilledAgain() {
        onOne().chat(STATEMENT);
        untilIndexed(1);

        index.close();
        assertThat(onOne().chat(QUESTION).response()).contains("Halvorsen");
        assertThat(onOther().chat(QUESTION).response()).contains("Halvorsen");

        index = IndexServer.start(port);
        untilIndexed(1);
        assertThat(onOther().chat(QUESTION).response()).contains("Halvorsen");
        assertThat(one.process().output() + other.process().output())
                .contains("tcp://127.0.0.1:" + port + " does not index working memory for now")
                .doesNotContain("Halvorsen", TwoNodes.INDEX_KEY);
    }

    @Test
    void whatItHasLostIsFilledInAgain() {
        onOne().chat(STATEMENT);
        untilIndexed(1);
        String before = names().get(0);

        index.lose();

        assertThat(onOther().chat(QUESTION).response()).contains("Halvorsen");
        untilIndexed(1);
        assertThat(names()).doesNotContain(before);
    }

    @Test
    void nothingButTheUsersOwnComesOutOfAServerThatMixesEverybody() {
        InsulaUser namesake = other.formation("remote").user(Fresh.name("rival") + ":alice");
        InsulaUser colleague = one.formation("remote").user(tenant + ":bob");
        namesake.chat("My cat is called Minka");
        colleague.chat("My dog is called Wotan");
        for (String month : List.of("March", "April", "May", "June")) {
            onOne().chat("I was in Paris in " + month);
        }
        onOne().chat("The code of my safe is heliotrope");
        until("all are indexed", () -> {
            List.of(namesake, colleague, onOne()).forEach(user -> user.chat(QUESTION));
            return index.indexes().size() == 3;
        });
        index.mix();

        for (int everybody = 1; everybody <= 2; everybody++) {
            long asked = index.asked("search");
            for (InsulaUser stranger : List.of(namesake, colleague)) {
                ChatAnswer answer = stranger.chat(SAFE);
                assertThat(answer.response()).doesNotContain("heliotrope", "Paris");
            }
            assertThat(onOne().chat(SAFE).response()).contains("heliotrope");
            assertThat(index.asked("search")).isGreaterThan(asked);
            // From now on each is offered the others' numbers alone, and none of those that it has.
            index.searches(answer -> Packed.proposing(5));
        }
    }

    @Test
    void whateverItAnswersWhatIsRecalledIsRight() {
        onOne().chat(STATEMENT);
        untilIndexed(1);
        List<UnaryOperator<byte[]>> nonsense = List.of(
                answer -> Packed.proposing(Long.MAX_VALUE),
                answer -> Packed.proposing(-1),
                answer -> Packed.proposing(1, 2, 3, 4, 5, 6, 7, 8),
                answer -> Packed.proposing("wrk_1"),
                answer -> Packed.frame(Map.of("success", true)),
                answer -> Packed.frame(Map.of("success", false, "error", "no")),
                answer -> "not the protocol".getBytes(StandardCharsets.UTF_8),
                answer -> new byte[2 << 20],
                answer -> null);

        for (UnaryOperator<byte[]> answer : nonsense) {
            index.searches(answer);
            long asked = index.asked("search");
            until("it was asked", () -> {
                assertThat(onOne().chat(QUESTION).response()).contains("Halvorsen");
                return index.asked("search") > asked;
            });
        }
        assertThat(onOther().chat(QUESTION).response()).contains("Halvorsen");
    }

    @Test
    void theIndexOfAnErasedUserGoesAndOnlyThat() {
        InsulaUser bob = one.formation("remote").user(tenant + ":bob");
        onOne().chat(STATEMENT);
        untilIndexed(1);
        String ofAlice = names().get(0);
        bob.chat("My dog is called Wotan");
        until("both are indexed", () -> {
            bob.chat(QUESTION);
            return index.indexes().size() == 2;
        });

        Erasure erasure = onOne().forget();

        assertThat(erasure.remaining()).isZero();
        assertThat(erasure.erased()).containsEntry("working_index", 1L);
        until("the index has gone", () -> !index.indexes().containsKey(ofAlice));
        assertThat(names()).hasSize(1);
    }

    @Test
    void anIndexGoesThoughTheServerWasAwayWhenItsUserWent() {
        onOne().chat(STATEMENT);
        untilIndexed(1);
        String name = names().get(0);
        index.close();

        assertThat(onOther().forget().remaining()).isZero();
        index = IndexServer.start(port);

        until("the index is asked to go", () -> index.asked().stream()
                .anyMatch(call ->
                        call.action().equals("delete_index") && call.index().equals(name)));
        assertThat(onOne().chat(QUESTION).response()).doesNotContain("Halvorsen");
    }

    /** Each question puts on the queue what the index lacks. */
    private void untilIndexed(int statements) {
        until("all is indexed", () -> {
            onOne().chat(QUESTION);
            return index.asked().stream()
                            .filter(call -> index.indexes().containsKey(call.index()))
                            .map(Asked::numbers)
                            .mapToLong(List::size)
                            .sum()
                    >= statements;
        });
    }

    private List<String> names() {
        return List.copyOf(index.indexes().keySet());
    }

    private static void until(String what, BooleanSupplier reached) {
        Patience.until(what, SOON, reached);
    }

    private InsulaUser onOne() {
        return one.formation("remote").user(tenant + ":alice");
    }

    private InsulaUser onOther() {
        return other.formation("remote").user(tenant + ":alice");
    }
}
