package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The guides of docs/identity.md, request by request, each in a tenant of its own. */
@ExtendWith(SharedServer.class)
class IdentityGuidesIT {

    private static final String EMAIL = "alice@acme.com";
    private static final String QUESTION = "What is my budget?";

    private final Door alpha;
    private final String acme = Fresh.name("acme");

    IdentityGuidesIT(LaunchedServer server) {
        alpha = server.formation("alpha");
    }

    @Test
    void webAndSlack() {
        chat(EMAIL, "My budget is 5000 dollars");
        post("/users/identifiers", Map.of("identifiers", List.of(EMAIL, List.of("U98765ABC", "slack"))));

        assertThat(chat("U98765ABC", QUESTION)).contains("5000");
    }

    @Test
    void aGitHubConnection() {
        chat(EMAIL, "My budget is 5000 dollars");
        post("/users/identifiers", Map.of("identifiers", List.of(EMAIL, List.of("583231", "github"))));
        assertThat(chat("583231", QUESTION)).contains("5000");

        assertThat(asking("DELETE", "/users/identifiers/583231").status()).isEqualTo(200);

        assertThat(chat("583231", QUESTION)).doesNotContain("5000");
    }

    @Test
    void anApiKeyForAUser() {
        String key = "key_" + Fresh.name("secret");
        chat(EMAIL, "My budget is 5000 dollars");
        post("/users/identifiers", Map.of("identifiers", List.of(EMAIL, List.of(key, "api_key"))));
        assertThat(chat(key, QUESTION)).contains("5000");
        Answer listed = asking("GET", "/users/identifiers/" + EMAIL);
        String handle = listed.data("/identifiers/1/handle").asText();

        assertThat(asking("DELETE", "/users/identifiers/" + handle).status()).isEqualTo(200);

        assertThat(chat(key, QUESTION)).doesNotContain("5000");
    }

    @Test
    void telegramAndDiscord() {
        chat(EMAIL, "My budget is 5000 dollars");
        String own = post(
                        "/users/me/identifiers/proofs",
                        Map.of("user_id", acme + ":" + EMAIL, "identifier", "tg_789", "type", "telegram"))
                .data("/code")
                .asText();
        String user = post("/users/identifiers/proofs/confirm", Map.of("code", own, "identifier", "tg_789"))
                .data("/muxi_user_id")
                .asText();
        String sent = post(
                        "/users/identifiers/proofs",
                        Map.of("muxi_user_id", user, "identifier", "discord_012", "type", "discord"))
                .data("/code")
                .asText();
        post("/users/me/identifiers/proofs/complete", Map.of("user_id", acme + ":" + EMAIL, "code", sent));

        assertThat(chat("tg_789", QUESTION)).contains("5000");
        assertThat(chat("discord_012", QUESTION)).contains("5000");
    }

    private String chat(String user, String message) {
        return post("/chat", Map.of("user_id", acme + ":" + user, "message", message))
                .data("/response")
                .asText();
    }

    private Answer post(String path, Map<String, ?> body) {
        Answer answer = alpha.asNobody("POST", path).tenant(acme).json(body).send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private Answer asking(String method, String path) {
        return alpha.asNobody(method, path).tenant(acme).send();
    }
}
