package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.client.MemoryFields;
import io.insula.client.MemoryHit;
import io.insula.client.MemorySearch;
import io.insula.client.MemoryStats;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What has expired is nowhere from that moment on, and its rows go soon after. */
@ExtendWith(SharedServer.class)
class MemoryExpiryIT {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final String name = Fresh.name("acme") + ":alice";
    private final Door alpha;
    private final InsulaUser alice;

    MemoryExpiryIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        alice = alpha.user(name);
    }

    @BeforeEach
    void ideasLastASecond() {
        alice.putCollection("ideas", Duration.ofSeconds(1));
    }

    @Test
    void whatHasExpiredIsOnNoRouteAndInNoAnswer() {
        Memory idea = alice.addMemory(
                MemoryFields.content("My secret idea is a boat in the garden").collection("ideas"));
        Memory tea = alice.addMemory("I prefer green tea");
        assertThat(alice.searchMemories("a boat").items()).isNotEmpty();

        Patience.until(
                "the end of " + idea.expiresAt(), LONGEST, () -> Instant.now().isAfter(idea.expiresAt()));

        for (String method : new String[] {"GET", "DELETE"}) {
            assertThat(alpha.as(name, method, "/memories/" + idea.id()).send().status())
                    .isEqualTo(404);
        }
        assertThat(alice.getMemories().items()).extracting(Memory::id).containsExactly(tea.id());
        for (MemorySearch search : new MemorySearch[] {
            MemorySearch.of("secret idea boat"),
            MemorySearch.of("secret idea boat").byKeyword(),
            MemorySearch.of("secret idea boat").byMeaning()
        }) {
            assertThat(alice.searchMemories(search).items())
                    .extracting(MemoryHit::id)
                    .doesNotContain(idea.id());
        }
        assertThat(alice.chat("What is my secret idea?").response()).doesNotContain("boat");
        assertThat(alice.getMemoryStats().memories()).isOne();
        assertThat(alice.addMemory(MemoryFields.content("My secret idea is a boat in the garden")
                                .collection("ideas"))
                        .id())
                .as("no repetition of what has expired")
                .isNotEqualTo(idea.id());
    }

    @Test
    void theRowsGoToo() {
        alice.addMemory(MemoryFields.content("A boat in the garden").collection("ideas"));
        alice.addMemory(MemoryFields.content("A hut on the roof").collection("ideas"));
        Memory tea = alice.addMemory("I prefer green tea");

        Patience.until("the removal", LONGEST, () -> vectors() == 1);

        assertThat(alice.getMemory(tea.id())).isEqualTo(tea);
    }

    private long vectors() {
        return alice.getMemoryStats().vectors().stream()
                .mapToLong(MemoryStats.OfModel::vectors)
                .sum();
    }
}
