package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.client.MemoryFields;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said twice is one memory with two sources; what only looks alike stays two. */
@ExtendWith(SharedServer.class)
class MemoryTwinsIT {

    private static final int CROWD = 8;

    private final String tenant = Fresh.name("acme");
    private final Door alpha;
    private final Door beta;
    private final InsulaUser alice;

    MemoryTwinsIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        beta = server.formation("beta");
        alice = alpha.user(tenant + ":alice");
    }

    @Test
    void aRepetitionBecomesAnotherSource() {
        Memory first = alice.addMemory("My budget is $5,000");
        Memory again = alice.addMemory("my budget is $5000.");

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.content()).isEqualTo("My budget is $5,000");
        assertThat(again.sourceCount()).isEqualTo(2);
        assertThat(alice.getMemories().items()).hasSize(1);
        assertThat(alice.getMemory(first.id()).sources())
                .extracting(Memory.Source::wording)
                .containsExactly("My budget is $5,000", "my budget is $5000.");
    }

    @Test
    void whatIsSaidInAConversationRemembersWhere() {
        String session = alice.chat("I keep bees").sessionId();
        String other = alice.chat("By the way, I keep bees.").sessionId();

        List<Memory> memories = alice.getMemories().items();

        assertThat(memories).hasSize(1);
        assertThat(alice.getMemory(memories.get(0).id()).sources())
                .extracting(Memory.Source::sessionId)
                .containsExactly(session, other);
    }

    @Test
    void whatIsSaidTwiceInOneMessageIsOneMemory() {
        alice.chat("I keep bees. The car needs new tyres. I keep bees!");

        assertThat(alice.getMemories().items())
                .extracting(Memory::content)
                .containsExactlyInAnyOrder("I keep bees.", "The car needs new tyres.");
    }

    @Test
    void otherNumbersNamesAndNegationsAreOtherMemories() {
        for (String said : List.of(
                "My budget is $5,000",
                "My budget is $6,000",
                "My boss is Anna",
                "My boss is Hanna",
                "I eat meat",
                "I don't eat meat")) {
            alice.addMemory(said);
        }
        assertThat(alice.getMemories().items()).hasSize(6);
    }

    @Test
    void whatWasGivenAlongIsNotLostInAMemoryWithoutIt() {
        alice.addMemory("I prefer green tea");
        alice.addMemory("I prefer green tea", Map.of("topic", "drinks"));
        alice.addMemory(MemoryFields.content("I prefer green tea").collection("tastes"));

        assertThat(alice.getMemories().items()).hasSize(3);
        assertThat(alice.addMemory("I prefer green tea", Map.of("topic", "drinks"))
                        .sourceCount())
                .isEqualTo(2);
    }

    @Test
    void nobodyElsesMemoryIsATwin() {
        Set<String> ids = new HashSet<>();
        ids.add(alice.addMemory("I keep bees").id());
        for (InsulaUser other : List.of(
                alpha.user(tenant + ":bob"),
                alpha.user(Fresh.name("globex") + ":alice"),
                beta.user(tenant + ":alice"))) {
            Memory own = other.addMemory("I keep bees");
            assertThat(own.sourceCount()).isEqualTo(1);
            assertThat(ids.add(own.id())).isTrue();
            assertThat(other.getMemories().items()).hasSize(1);
        }
        assertThat(alice.getMemories().items().get(0).sourceCount()).isEqualTo(1);
    }

    @Test
    void aCrowdThatSaysTheSameAtOnceMakesOneMemory() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CROWD);
        Set<String> ids = new HashSet<>();
        try {
            List<Callable<String>> additions = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                additions.add(() -> alice.addMemory("I keep bees").id());
            }
            for (Future<String> addition : threads.invokeAll(additions)) {
                ids.add(addition.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(ids).hasSize(1);
        Memory one = alice.getMemory(ids.iterator().next());
        assertThat(one.sourceCount()).isEqualTo(CROWD);
        assertThat(one.sources()).hasSize(CROWD);
    }

    @Test
    void aForgottenMemoryIsNoTwin() {
        Memory first = alice.addMemory("I keep bees");
        alice.deleteMemory(first.id());

        assertThat(alice.addMemory("I keep bees").id()).isNotEqualTo(first.id());
    }

    @Test
    void aChangedMemoryIsATwinOfItsNewWordsAlone() {
        Memory kept = alice.addMemory("I keep bees");
        alice.patchMemory(kept.id(), MemoryFields.content("I keep goats"));

        assertThat(alice.addMemory("I keep bees").id()).isNotEqualTo(kept.id());
        assertThat(alice.addMemory("I keep goats.").id()).isEqualTo(kept.id());
    }
}
