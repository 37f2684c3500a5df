package io.insula.connection;

import static io.insula.connection.Tools.AMPLE;
import static io.insula.connection.Tools.owner;
import static io.insula.connection.Tools.program;
import static io.insula.connection.Tools.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * A3: requests of two users with the same JSON-RPC ids meet on a shared transport, and one gets the other's answer. Both
 * count their requests from 1, and each round they ask at the same moment.
 */
@Timeout(900)
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
class A3EqualIdsIT {

    private static final int ROUNDS = Integer.getInteger("insula.rounds", 500);
    private static final Tools TOOLS = new Tools();

    @AfterAll
    static void close() {
        TOOLS.close();
    }

    @Test
    void twoUsersWithEqualIdsGetTheirOwnAnswers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        try {
            List<Future<Integer>> users = List.of(
                    threads.submit(() -> play("usr_alice", together)), threads.submit(() -> play("usr_bob", together)));
            for (Future<Integer> user : users) {
                assertThat(user.get()).isEqualTo(ROUNDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int play(String user, CyclicBarrier together) throws Exception {
        ToolOwner owner = owner("acme", user);
        LocalProgram program = program(Map.of("TOKEN", "token-of-" + user));
        int own = 0;
        for (int round = 0; round < ROUNDS; round++) {
            together.await();
            String text = user + " in round " + round;
            boolean echoed = text.equals(Tools.text(TOOLS.connections.call(owner, program, AMPLE, "echo", with(text))));
            boolean seesItsOwn = Tools.text(TOOLS.connections.call(owner, program, AMPLE, "environment", with("")))
                    .contains("token-of-" + user);
            own += echoed && seesItsOwn ? 1 : 0;
        }
        return own;
    }
}
