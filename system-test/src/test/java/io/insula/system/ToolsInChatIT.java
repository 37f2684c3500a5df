package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.ChatAnswer;
import io.insula.client.FormationUpload;
import io.insula.client.InsulaRevisions;
import io.insula.client.InsulaUser;
import io.insula.connection.testing.ToolPrograms;
import io.insula.model.testing.ModelServer;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedModels;
import io.insula.system.launch.SharedModels.Models;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** A model has a real tool called, a process of its own for each user, with that user's token. */
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
@ExtendWith(SharedModels.class)
class ToolsInChatIT {

    private static final String TOOL = "desk__environment";

    private final ModelServer provider;
    private final LaunchedServer server;
    private final Door handy;
    private final String acme = Fresh.name("acme");
    private final String token = Fresh.name("tok-alice");
    private final InsulaUser alice;

    ToolsInChatIT(Models models) {
        provider = models.provider();
        server = models.server();
        handy = server.formation("handy");
        alice = handy.user(acme + ":alice");
    }

    @BeforeEach
    void aServerOfToolsIsThere() {
        String arguments = ToolPrograms.arguments().stream()
                .map(each -> "\"" + each + "\"")
                .collect(Collectors.joining(", "));
        InsulaRevisions revisions = handy.client().revisions();
        String first = revisions.all().get(0).hash();
        revisions.upload(FormationUpload.of(Map.of(
                "formation.afs",
                revisions.get(first).files().get("formation.afs"),
                "mcp/desk.afs",
                "id: desk\ntype: command\ncommand: \""
                        + Path.of(System.getProperty("java.home"), "bin", "java") + "\"\nargs: [" + arguments
                        + "]\nauth:\n  type: env\n  DESK_TOKEN: \"${{ user.credentials.DESK }}\"\n")));
    }

    @Test
    void theModelsCallIsMadeWithTheUsersTokenWhichNobodySees() {
        alice.credentials().create("desk", null, Map.of("token", token));
        provider.next(exchange -> exchange.asUsual()).next(exchange -> exchange.want(TOOL, "{}"));

        ChatAnswer answer = alice.chat("What does my desk see?");

        assertThat(answer.toolCalls()).containsExactly(new ChatAnswer.ToolUse("desk", "environment", true));
        assertThat(answer.response()).isEqualTo("The model's answer.");
        assertThat(lastPrompt())
                .contains("\"role\":\"tool\"", "DESK_TOKEN=[hidden]")
                .doesNotContain(token);
        assertThat(server.log()).doesNotContain(token);
    }

    @Test
    void whoHasNoTokenIsOfferedNoToolAndTheModelKnowsWhy() {
        alice.credentials().create("desk", null, Map.of("token", token));
        InsulaUser ben = handy.user(acme + ":ben");
        provider.next(exchange -> exchange.asUsual()).next(exchange -> exchange.want(TOOL, "{}"));

        Answer refused = handy.as(acme + ":ben", "POST", "/chat")
                .json(Map.of("message", "What does my desk see?"))
                .send();

        assertThat(refused.status()).isEqualTo(502);
        assertThat(lastPrompt())
                .contains("tools_unavailable", "desk")
                .doesNotContain("\"tools\":[")
                .doesNotContain(token);
        assertThat(ben.chat("And now?").toolCalls()).isEmpty();
    }

    @Test
    void theAnswerAfterACallIsStreamed() {
        alice.credentials().create("desk", null, Map.of("token", token));
        provider.next(exchange -> exchange.asUsual()).next(exchange -> exchange.want(TOOL, "{}"));

        Answer answer = handy.as(acme + ":alice", "POST", "/chat")
                .accepting("text/event-stream")
                .json(Map.of("message", "What does my desk see?", "stream", true))
                .send();

        assertThat(answer.body())
                .contains("data: {\"token\":\"model's \"}")
                .contains("\"tool_calls\":[{\"ok\":true,\"server\":\"desk\",\"tool\":\"environment\"}]");
    }

    private String lastPrompt() {
        return provider.prompts().get(provider.prompts().size() - 1);
    }
}
