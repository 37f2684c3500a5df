package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaKeys;
import io.insula.client.IssuedKey;
import io.insula.client.NewKey;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key that is ended on one node opens nothing on the other from then on, however well that one remembers it. */
@ExtendWith(TwoNodes.class)
class KeysOnTwoNodesIT {

    private static final int ROUNDS = 10;
    private static final int LONG_SECONDS = 30;

    private final Door here;
    private final Door there;
    private final InsulaKeys keys;
    private final String user = Fresh.name("acme") + ":alice";

    KeysOnTwoNodesIT(Nodes nodes) {
        here = nodes.one().formation("alpha");
        there = nodes.other().formation("alpha");
        keys = here.client().keys();
    }

    @Test
    void noRequestAfterTheAnswerPasses() {
        for (int round = 0; round < ROUNDS; round++) {
            IssuedKey revoked = keys.create(NewKey.client());
            IssuedKey replaced = keys.create(NewKey.client());
            assertThat(status(there, revoked)).isEqualTo(200);
            assertThat(status(there, replaced)).isEqualTo(200);

            keys.revoke(revoked.key().id());
            assertThat(status(there, revoked)).as("revoked, round %d", round).isEqualTo(401);

            IssuedKey next = keys.rotate(replaced.key().id(), Duration.ZERO);
            assertThat(status(there, replaced)).as("replaced, round %d", round).isEqualTo(401);
            assertThat(status(there, next)).isEqualTo(200);
        }
    }

    @Test
    void aStreamOnTheOtherNodeEnds() throws Exception {
        IssuedKey key = keys.create(NewKey.client());
        assertThat(status(there, key)).isEqualTo(200);
        CompletableFuture<Boolean> refused = CompletableFuture.supplyAsync(() -> there.ask("GET", "/events?wait=60")
                .clientKey(key.secret())
                .user(user)
                .accepting("text/event-stream")
                .hears("UNAUTHORIZED"));

        keys.revoke(key.key().id());

        assertThat(refused.get(LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private int status(Door door, IssuedKey key) {
        return door.ask("GET", "/memories")
                .clientKey(key.secret())
                .user(user)
                .send()
                .status();
    }
}
