package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.ChatAnswer;
import io.insula.client.InsulaUser;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An answer that is told piece by piece says what the whole answer says. */
@ExtendWith(SharedServer.class)
class StreamedChatIT {

    private final Door alpha;
    private final String name = Fresh.name("acme") + ":alice";
    private final InsulaUser alice;

    StreamedChatIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        alice = alpha.user(name);
    }

    @Test
    void thePiecesAreTheAnswerAndTheEndSaysAllOfIt() {
        List<String> pieces = new ArrayList<>();
        ChatAnswer told = alice.chatStream("My budget is $5,000", null, piece -> {});
        ChatAnswer answer = alice.chatStream("What is my budget?", told.sessionId(), pieces::add);

        assertThat(answer.response()).contains("$5,000");
        assertThat(String.join("", pieces)).isEqualTo(answer.response());
        assertThat(answer.message()).isEqualTo(answer.response());
        assertThat(answer.sessionId()).isEqualTo(told.sessionId());
        assertThat(answer.userId()).isEqualTo(name);
        assertThat(answer.requestId()).isNotEmpty();
        assertThat(alice.getSessionMessages(answer.sessionId()).items()).hasSize(4);
    }

    @Test
    void aStreamIsAskedForByTheBodyOrByTheHeader() {
        Answer byBody = alpha.as(name, "POST", "/chat")
                .json(Map.of("message", "Hello", "stream", true))
                .send();
        Answer byHeader = alpha.as(name, "POST", "/chat")
                .accepting("text/event-stream")
                .json(Map.of("message", "Hello"))
                .send();

        for (Answer answer : List.of(byBody, byHeader)) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.body())
                    .containsPattern("(?m)^data: \\{\"token\":\".+\"}$")
                    .containsPattern("(?m)^event: done\ndata: \\{\"finished\":true,.*\"session_id\":\"sess_")
                    .endsWith("\n\n");
        }
    }

    @Test
    void whoAcceptsBothIsAnsweredWhole() {
        Answer answer = alpha.as(name, "POST", "/chat")
                .accepting("application/json, text/event-stream")
                .json(Map.of("message", "Hello"))
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data("/response").asText()).isNotEmpty();
    }

    @Test
    void whatFailsBeforeTheFirstPieceHasItsOwnStatus() {
        Answer foreign = alpha.as(name, "POST", "/chat")
                .accepting("text/event-stream")
                .json(Map.of("message", "Hello", "session_id", Fresh.absentId("sess")))
                .send();
        Answer blank = alpha.as(name, "POST", "/chat")
                .json(Map.of("message", " ", "stream", true))
                .send();

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.code()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(blank.status()).isEqualTo(422);
    }
}
