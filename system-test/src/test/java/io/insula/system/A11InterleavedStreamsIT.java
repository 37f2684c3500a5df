package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.ChatAnswer;
import io.insula.client.InsulaUser;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Streams of two tenants, interleaved on the same threads: each hears its own tenant's words and no other's. */
@ExtendWith(SharedServer.class)
class A11InterleavedStreamsIT {

    private static final int AT_ONCE = 6;
    private static final int ROUNDS = 20;

    private final Door alpha;

    A11InterleavedStreamsIT(LaunchedServer server) {
        alpha = server.formation("alpha");
    }

    @Test
    void twoTenantsWithTheSameUserHearOnlyTheirOwn() throws Exception {
        InsulaUser ofAcme = settled("acme", "Amsterdam");
        InsulaUser ofGlobex = settled("globex", "Genoa");
        ExecutorService crowd = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<String>> acme = new ArrayList<>();
            List<Future<String>> globex = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                acme.add(crowd.submit(() -> heard(ofAcme)));
                globex.add(crowd.submit(() -> heard(ofGlobex)));
            }
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(acme.get(i).get(60, TimeUnit.SECONDS))
                        .contains("Amsterdam")
                        .doesNotContain("Genoa");
                assertThat(globex.get(i).get(60, TimeUnit.SECONDS))
                        .contains("Genoa")
                        .doesNotContain("Amsterdam");
            }
        } finally {
            crowd.shutdownNow();
        }
    }

    private InsulaUser settled(String tenant, String city) {
        InsulaUser user = alpha.user(Fresh.name(tenant) + ":alice");
        user.addMemory("I live in " + city);
        return user;
    }

    private static String heard(InsulaUser user) {
        List<String> pieces = new ArrayList<>();
        ChatAnswer answer = user.chatStream("Where do I live?", null, pieces::add);
        assertThat(String.join("", pieces)).isEqualTo(answer.response());
        return answer.response();
    }
}
