package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.Message;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attack A14: elsewhere a queue was keyed by the session id alone. Here one tenant's id is nothing in another. */
@ExtendWith(SharedServer.class)
class A14SessionIdInTwoTenantsIT {

    private final String acme = Fresh.name("acme");
    private final String globex = Fresh.name("globex");
    private final Door alpha;
    private final InsulaUser owner;

    A14SessionIdInTwoTenantsIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        owner = alpha.user(acme + ":alice");
    }

    @Test
    void theSameIdInAnotherTenantReachesNeitherBufferNorHistory() {
        String session = owner.chat("My budget is $5,000").sessionId();
        List<Message> before = owner.getSessionMessages(session).items();

        Answer intruding = alpha.as(globex + ":alice", "POST", "/chat")
                .json(Map.of("message", "What's my budget?", "session_id", session))
                .send();

        assertThat(intruding.status()).isEqualTo(404);
        assertThat(intruding.body()).doesNotContain("5,000");
        assertThat(owner.getSessionMessages(session).items()).isEqualTo(before);
        assertThat(alpha.user(globex + ":alice").getMemories().items()).isEmpty();
    }

    @Test
    void talkingToAForeignSessionIsTalkingToNone() {
        String session = owner.createSession().id();
        String absent = Fresh.absentId("sess");

        assertThat(talk(session).likeness(session))
                .startsWith("404")
                .isEqualTo(talk(absent).likeness(absent));
    }

    private Answer talk(String session) {
        return alpha.as(globex + ":alice", "POST", "/chat")
                .json(Map.of("message", "Hello", "session_id", session))
                .send();
    }
}
