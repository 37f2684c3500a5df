package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.client.Message;
import io.insula.client.Session;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attack A15: elsewhere a deletion ignored the user. Here a foreign id is an absent id, and nothing happens to it. */
@ExtendWith(SharedServer.class)
class A15ForeignIdIT {

    private final String acme = Fresh.name("acme");
    private final Door alpha;
    private final Door beta;
    private final InsulaUser alice;
    private Memory memory;
    private Session session;
    private List<Message> history;

    A15ForeignIdIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        beta = server.formation("beta");
        alice = alpha.user(acme + ":alice");
    }

    @BeforeEach
    void aliceHasASessionAndAMemory() {
        memory = alice.addMemory("I prefer green tea");
        session = alice.createSession();
        alice.chat("I keep bees", session.id());
        history = alice.getSessionMessages(session.id()).items();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /memories/MEMORY",
        "DELETE, /memories/MEMORY",
        "PATCH, /memories/MEMORY",
        "GET, /sessions/SESSION",
        "GET, /sessions/SESSION/messages",
        "DELETE, /sessions/SESSION"
    })
    void strangersFindNothingAndChangeNothing(String method, String route) {
        assertLooksAbsent(alpha, acme + ":bob", method, route);
        assertLooksAbsent(alpha, Fresh.name("globex") + ":alice", method, route);
        assertLooksAbsent(alpha, "alice", method, route);
        assertLooksAbsent(beta, acme + ":alice", method, route);

        assertThat(alice.getMemory(memory.id())).isEqualTo(memory);
        assertThat(alice.getSessionMessages(session.id()).items()).isEqualTo(history);
        assertThat(ask(alpha, acme + ":alice", method, concrete(route, memory.id(), session.id()))
                        .status())
                .as("the owner may")
                .isBetween(200, 204);
    }

    @Test
    void strangersListsAndSearchesHoldNothingOfIt() {
        InsulaUser bob = alpha.user(acme + ":bob");

        assertThat(bob.getMemories().items()).isEmpty();
        assertThat(bob.getSessions().items()).isEmpty();
        assertThat(bob.searchMemories("I prefer green tea", 10, -1.0).items()).isEmpty();
        assertThat(alice.searchMemories("I prefer green tea", 10, -1.0).items()).isNotEmpty();
    }

    @Test
    void aCursorOfAnotherUserOpensNothing() {
        alice.addMemory("My dog is called Rex");
        String cursor = alpha.as(acme + ":alice", "GET", "/memories?limit=1")
                .send()
                .data("/next_cursor")
                .asText();

        Answer answer =
                alpha.as(acme + ":bob", "GET", "/memories?cursor=" + cursor).send();

        assertThat(answer.body()).doesNotContain("green tea").doesNotContain("mem_");
    }

    private void assertLooksAbsent(Door door, String stranger, String method, String route) {
        String absentMemory = Fresh.absentId("mem");
        String absentSession = Fresh.absentId("sess");
        Answer foreign = ask(door, stranger, method, concrete(route, memory.id(), session.id()));
        Answer absent = ask(door, stranger, method, concrete(route, absentMemory, absentSession));

        assertThat(foreign.likeness(memory.id(), session.id()))
                .startsWith("404")
                .isEqualTo(absent.likeness(absentMemory, absentSession));
    }

    private static Answer ask(Door door, String user, String method, String path) {
        Asking asking = door.as(user, method, path);
        return (method.equals("PATCH") ? asking.json(Map.of("content", "Mine now")) : asking).send();
    }

    private static String concrete(String route, String memoryId, String sessionId) {
        return route.replace("MEMORY", memoryId).replace("SESSION", sessionId);
    }
}
