package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.client.InsulaException;
import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.client.MemoryFields;
import io.insula.client.MemoryHit;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept can be changed, and two who change it at once do not overwrite each other unawares. */
@ExtendWith(SharedServer.class)
class MemoryChangesIT {

    private static final int CROWD = 8;
    private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

    private final String name = Fresh.name("acme") + ":alice";
    private final Door alpha;
    private final InsulaUser alice;

    MemoryChangesIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        alice = alpha.user(name);
    }

    @Test
    void whatIsNotNamedStays() {
        Memory kept = alice.addMemory(MemoryFields.content("I prefer green tea")
                .metadata(Map.of("topic", "drinks"))
                .collection("tastes"));

        Memory changed = alice.patchMemory(kept.id(), MemoryFields.none().expiresAt(LATER));

        assertThat(changed.content()).isEqualTo("I prefer green tea");
        assertThat(changed.metadata()).isEqualTo(Map.of("topic", "drinks"));
        assertThat(changed.collection()).isEqualTo("tastes");
        assertThat(changed.expiresAt()).isEqualTo(LATER);
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.createdAt()).isEqualTo(kept.createdAt());
        assertThat(alice.getMemory(kept.id())).isEqualTo(changed);
    }

    @Test
    void otherWordsAreFoundByTheirOwnMeaning() {
        Memory kept = alice.addMemory("I prefer green tea");
        Memory dog = alice.addMemory("My dog is called Rex");
        assertThat(first("Which hot drink do I like?")).isEqualTo(kept.id());

        alice.patchMemory(kept.id(), MemoryFields.content("The office closes at six"));

        assertThat(first("When does the office close?")).isEqualTo(kept.id());
        assertThat(first("What is my dog called?")).isEqualTo(dog.id());
        assertThat(alice.searchMemories("I prefer green tea", 10, 0.9).items()).isEmpty();
    }

    @Test
    void nullClears() {
        Memory kept = alice.addMemory(MemoryFields.content("I prefer green tea")
                .metadata(Map.of("topic", "drinks"))
                .type("preference")
                .expiresAt(LATER));

        Memory changed = alice.patchMemory(
                kept.id(), MemoryFields.none().metadata(null).type(null).expiresAt(null));

        assertThat(changed.metadata()).isEmpty();
        assertThat(changed.type()).isNull();
        assertThat(changed.expiresAt()).isNull();
    }

    @Test
    void aChangeOfWhatHasChangedMeanwhileIsRefused() {
        Memory kept = alice.addMemory("I prefer green tea");
        alice.patchMemory(kept.id(), MemoryFields.content("I prefer black tea").version(1));

        assertThatThrownBy(() -> alice.patchMemory(
                        kept.id(), MemoryFields.content("I prefer white tea").version(1)))
                .isInstanceOfSatisfying(InsulaException.class, refused -> assertThat(refused.code())
                        .isEqualTo("CONFLICT"));
        assertThat(alice.getMemory(kept.id()).content()).isEqualTo("I prefer black tea");
        assertThat(alpha.as(name, "PATCH", "/memories/" + kept.id())
                        .header("If-Match", "\"1\"")
                        .json(Map.of("content", "I prefer white tea"))
                        .send()
                        .status())
                .isEqualTo(409);
    }

    @Test
    void ofACrowdThatReadTheSameVersionOneWins() throws Exception {
        Memory kept = alice.addMemory("I prefer green tea");
        ExecutorService threads = Executors.newFixedThreadPool(CROWD);
        try {
            List<Callable<Integer>> changes = IntStream.range(0, CROWD)
                    .<Callable<Integer>>mapToObj(i -> () -> alpha.as(name, "PATCH", "/memories/" + kept.id())
                            .json(Map.of("metadata", Map.of("by", i), "version", 1))
                            .send()
                            .status())
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> change : threads.invokeAll(changes)) {
                statuses.add(change.get());
            }
            assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        } finally {
            threads.shutdownNow();
        }
        assertThat(alice.getMemory(kept.id()).version()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"content\": null} | content",
                "{\"content\": \" \"} | content",
                "{\"content\": \"a\", \"detail\": \"b\"} | detail",
                "{\"collection\": \"No Name\"} | collection",
                "{\"expires_at\": \"2001-01-01T00:00:00Z\"} | expires_at",
                "{\"expires_at\": \"soon\"} | expires_at",
                "{\"version\": 0} | version",
                "{\"colection\": \"work\"} | colection"
            })
    void anUnfitChangeIsRefusedByItsNameAndChangesNothing(String body, String field) {
        Memory kept = alice.addMemory("I prefer green tea");

        Answer answer = alpha.as(name, "PATCH", "/memories/" + kept.id())
                .text("application/json", body)
                .send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faultyFields()).containsExactly(field);
        assertThat(alice.getMemory(kept.id())).isEqualTo(kept);
    }

    private String first(String query) {
        return alice.searchMemories(query).items().stream()
                .findFirst()
                .map(MemoryHit::id)
                .orElse("nothing");
    }
}
