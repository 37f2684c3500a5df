package io.insula.system.atonce;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaClient;
import io.insula.client.IssuedKey;
import io.insula.client.NewKey;
import io.insula.model.testing.ModelServer;
import io.insula.model.testing.ModelServer.Exchange;
import io.insula.model.testing.Wire;
import io.insula.system.atonce.Round.Outcome;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is taken at one node is gone on both from the answer on, under load and however well each remembers it. No message
 * passes between the nodes: all that they share is the database, and nothing listens there.
 */
@ExtendWith(TwoNodes.class)
class AtOnceIT {

    private static final int ROUNDS = Integer.getInteger("insula.rounds", 50);
    private static final int LANES = 4;
    private static final List<Ending> ENDINGS = List.of(Ending.values());
    private static final Duration STREAMS_END_WITHIN = Duration.ofSeconds(1);
    private static final long PATIENCE_MINUTES = 60;

    private final Nodes servers;
    private final List<Door> nodes;
    private final ModelServer provider;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    AtOnceIT(Nodes nodes) {
        servers = nodes;
        this.nodes = doors("talking");
        provider = ModelServer.start(nodes.modelPort());
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        provider.close();
    }

    @Test
    void whatIsTakenAtOneNodeIsGoneOnBothFromTheAnswerOn() throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        List<Future<List<Answer>>> bystanders = new ArrayList<>();
        for (Door node : nodes) {
            bystanders.add(threads.submit(() -> standBy(node, over)));
        }
        AtomicInteger begun = new AtomicInteger();
        List<Future<List<Outcome>>> lanes = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            lanes.add(threads.submit(() -> play(begun)));
        }
        try {
            for (Future<List<Outcome>> lane : lanes) {
                outcomes.addAll(lane.get(PATIENCE_MINUTES, TimeUnit.MINUTES));
            }
        } finally {
            over.set(true);
        }

        assertThat(outcomes).hasSize(ROUNDS);
        assertThat(outcomes).flatExtracting(Outcome::violations).isEmpty();
        for (Future<List<Answer>> bystander : bystanders) {
            assertThat(bystander.get(1, TimeUnit.MINUTES))
                    .as("answers other than 200 to somebody from whom nothing was taken")
                    .isEmpty();
        }
        assertEnd(outcomes.stream()
                .flatMap(outcome -> outcome.lastingNanos().stream())
                .sorted()
                .toList());
    }

    /** A refusal is remembered no longer than a right. */
    @Test
    void whoIsLetInAgainAtOneNodeIsLetInOnBoth() {
        InsulaClient office = nodes.get(0).client();
        String tenant = Fresh.name("acme");
        nodes.get(0).user(tenant + ":alice").getMemories();
        String alice = office.forTenant(tenant).getUser("alice").muxiUserId();
        IssuedKey ofTenant = office.keys().create(NewKey.admin().forTenant(tenant));

        for (int round = 0; round < 2; round++) {
            office.suspendTenant(tenant);
            assertThat(nodes).allSatisfy(node -> {
                assertThat(listKeys(node, ofTenant)).isEqualTo(403);
                assertThat(listMemories(node, tenant)).isEqualTo(403);
            });
            office.resumeTenant(tenant);
            assertThat(nodes).allSatisfy(node -> {
                assertThat(listKeys(node, ofTenant)).isEqualTo(200);
                assertThat(listMemories(node, tenant)).isEqualTo(200);
            });
            office.forTenant(tenant).suspendUser(alice);
            assertThat(nodes)
                    .allSatisfy(node -> assertThat(listMemories(node, tenant)).isEqualTo(403));
            office.forTenant(tenant).resumeUser(alice);
            assertThat(nodes)
                    .allSatisfy(node -> assertThat(listMemories(node, tenant)).isEqualTo(200));
        }
    }

    private List<Outcome> play(AtomicInteger begun) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        for (int number = begun.getAndIncrement(); number < ROUNDS; number = begun.getAndIncrement()) {
            Ending ending = ENDINGS.get(number % ENDINGS.size());
            int at = number / ENDINGS.size() % nodes.size();
            List<Door> doors = doors(ending.formation());
            Door here = doors.get(at);
            provider.next(AtOnceIT::goOn).next(AtOnceIT::goOn);
            outcomes.add(new Round("Round " + number + ", " + ending, ending.grant(here), here, doors.get(1 - at))
                    .play(threads));
        }
        return outcomes;
    }

    private List<Door> doors(String formation) {
        return List.of(servers.one().formation(formation), servers.other().formation(formation));
    }

    /** Somebody who has nothing to do with it; returns what was answered but should not have been. */
    private static List<Answer> standBy(Door node, AtomicBoolean over) {
        String user = Fresh.name("globex") + ":bob";
        List<Answer> wrong = new ArrayList<>();
        while (!over.get()) {
            Answer answer = node.as(user, "GET", "/memories").send();
            if (answer.status() != 200) {
                wrong.add(answer);
            }
        }
        return wrong;
    }

    private static void assertEnd(List<Long> lastingNanos) {
        Duration half = Duration.ofNanos(lastingNanos.get(lastingNanos.size() / 2));
        Duration longest = Duration.ofNanos(lastingNanos.get(lastingNanos.size() - 1));
        System.out.println("\n" + ROUNDS + " rounds; streams went on for " + half.toMillis() + " ms (median), "
                + longest.toMillis() + " ms (longest)\n");
        assertThat(half).isLessThan(STREAMS_END_WITHIN);
    }

    /** A story without end. */
    private static void goOn(Exchange exchange) throws IOException, InterruptedException {
        OutputStream out = exchange.stream("text/event-stream");
        while (true) {
            Exchange.send(out, Wire.piece("on and "));
            Thread.sleep(50);
        }
    }

    private static int listKeys(Door node, IssuedKey key) {
        return node.ask("GET", "/keys").adminKey(key.secret()).send().status();
    }

    private static int listMemories(Door node, String tenant) {
        return node.as(tenant + ":alice", "GET", "/memories").send().status();
    }
}
