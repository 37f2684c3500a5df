package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.client.MemoryImport;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Memories come in and go out as lines. */
@ExtendWith(SharedServer.class)
class MemoryImportIT {

    private static final Duration LONGEST_IMPORT = Duration.ofMinutes(1);

    private final Door alpha;
    private final String acme = Fresh.name("acme");
    private final InsulaUser alice;
    private final InsulaUser bob;

    MemoryImportIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        alice = alpha.user(acme + ":alice");
        bob = alpha.user(acme + ":bob");
    }

    @Test
    void whatOneUserExportsAnotherImportsWithTheSameContents() {
        alice.addMemory("My tailor is Henri", Map.of("since", 1998));
        alice.addTypedMemory("fact", "My baker is \"Amandine\"\nand her bread is good – très bon");
        alice.chat("My gardener is Paul");

        List<String> exported = export(alice);
        MemoryImport done = finished(bob, bob.importMemories(String.join("\n", exported)));

        assertThat(done.state()).isEqualTo("done");
        assertThat(done.total()).isEqualTo(3);
        assertThat(done.imported()).isEqualTo(3);
        assertThat(said(bob)).isEqualTo(said(alice));
        assertThat(times(bob)).isEqualTo(times(alice));
        assertThat(bob.chat("Who is my tailor?").response()).contains("Henri");
        assertThat(bob.chat("Who is my tailor?").sources().get(0).id())
                .isNotIn(alice.memories().map(Memory::id).toList());
    }

    @Test
    void manyAreRememberedPartByPartInTheirOrder() {
        String lines = IntStream.rangeClosed(1, 450)
                .mapToObj(i -> "{\"content\":\"My locker number " + i + " is blue\",\"created_at\":\""
                        + Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i) + "\"}")
                .collect(Collectors.joining("\n"));

        MemoryImport queued = alice.importMemories(lines);
        assertThat(queued.total()).isEqualTo(450);
        MemoryImport done = finished(alice, queued);

        assertThat(done.imported()).isEqualTo(450);
        List<String> exported = export(alice);
        assertThat(exported).hasSize(450);
        assertThat(exported.get(0)).contains("number 1 is");
        assertThat(exported.get(449)).contains("number 450 is");
    }

    @Test
    void oneFaultyLineAndNothingIsRemembered() {
        Answer answer = send(acme + ":alice", "{\"content\":\"fine\"}\n{\"contents\":\"misspelt\"}\nno json\n");

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.faultyFields()).containsExactlyInAnyOrder("line 2: content", "line 2: contents", "line 3");
        assertThat(alice.getMemories().items()).isEmpty();
    }

    @Test
    void aLineMayNotBeLongerThanAMemory() {
        Answer answer = send(acme + ":alice", "{\"content\":\"" + "x".repeat(10_001) + "\"}");

        assertThat(answer.faultyFields()).containsExactly("line 1: content");
    }

    @Test
    void anEmptyBodyIsNoImport() {
        assertThat(send(acme + ":alice", "\n\n").status()).isEqualTo(422);
    }

    @Test
    void anExportHoldsTheOwnMemoriesAlone() {
        alice.addMemory("My tailor is Henri");
        bob.addMemory("My tailor is Gaston");

        assertThat(export(alice)).singleElement().asString().contains("Henri");
        assertThat(export(alpha.user(Fresh.name("globex") + ":alice"))).isEmpty();
    }

    private Answer send(String user, String lines) {
        return alpha.as(user, "POST", "/memories/import")
                .text("application/x-ndjson", lines)
                .send();
    }

    private static List<String> export(InsulaUser user) {
        List<String> lines = new ArrayList<>();
        user.exportMemories(lines::add);
        return lines;
    }

    private static MemoryImport finished(InsulaUser user, MemoryImport begun) {
        Patience.until(
                "the end of the import",
                LONGEST_IMPORT,
                () -> user.getMemoryImport(begun.id()).finishedAt() != null);
        return user.getMemoryImport(begun.id());
    }

    private static List<String> said(InsulaUser user) {
        return each(user, memory -> memory.text() + "|" + memory.type() + "|" + memory.metadata());
    }

    private static List<Instant> times(InsulaUser user) {
        return each(user, Memory::createdAt);
    }

    private static <T> List<T> each(InsulaUser user, Function<Memory, T> part) {
        return user.memories().map(part).toList();
    }
}
