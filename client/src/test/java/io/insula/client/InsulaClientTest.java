package io.insula.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.insula.client.ChatAnswer.Source;
import io.insula.client.ScriptedServer.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InsulaClientTest {

    private final ScriptedServer server = new ScriptedServer();
    private final InsulaClient client = InsulaClient.builder()
            .baseUrl(server.url() + "/")
            .formation("demo")
            .clientKey("fmc_secret")
            .adminKey("fma_secret")
            .build();
    private final InsulaUser alice = client.forUser("acme:alice");

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void aStreamedAnswerIsHeardPieceByPieceAndReturnedWhole() {
        server.answers(
                200,
                """
                : beat

                data: {"token": "It is "}

                data: {"token": "$5,000."}

                event: done
                data: {"finished": true, "response": "It is $5,000.", "session_id": "sess_1"}

                """,
                "Content-Type",
                "text/event-stream");
        List<String> pieces = new ArrayList<>();

        ChatAnswer answer = alice.chatStream("What's my budget?", null, pieces::add);

        assertThat(pieces).containsExactly("It is ", "$5,000.");
        assertThat(answer.response()).isEqualTo("It is $5,000.");
        assertThat(answer.sessionId()).isEqualTo("sess_1");
        assertThat(server.onlyAsked().headers().get("accept")).startsWith("text/event-stream");
    }

    @Test
    void aStreamThatBreaksSaysWhy() {
        server.answers(
                200,
                """
                data: {"token": "It "}

                event: error
                data: {"code": "SERVICE_UNAVAILABLE", "message": "The model is away", "request_id": "req_1"}

                """);

        assertThatThrownBy(() -> alice.chatStream("What's my budget?", null, piece -> {}))
                .isInstanceOf(InsulaException.class)
                .hasMessageContaining("The model is away")
                .extracting(e -> ((InsulaException) e).code())
                .isEqualTo("SERVICE_UNAVAILABLE");
    }

    @Test
    void aStreamThatEndsWithoutAnEndIsNoAnswer() {
        server.answers(200, "data: {\"token\": \"It \"}\n\n");

        assertThatThrownBy(() -> alice.chatStream("What's my budget?", null, piece -> {}))
                .isInstanceOf(InsulaException.class)
                .extracting(e -> ((InsulaException) e).code())
                .isEqualTo(InsulaException.UNREACHABLE);
    }

    @Test
    void chatNamesTheUserAndReadsTheAnswerWithItsSources() {
        server.answersData(
                200,
                """
                {"response": "It is $5,000.", "message": "It is $5,000.", "session_id": "sess_1",
                 "request_id": "req_1", "user_id": "acme:alice", "responder": "extractive",
                 "sources": [{"id": "mem_1", "score": 0.75}], "usage": {"prompt_tokens": 2, "completion_tokens": 1,
                 "total_tokens": 3, "estimated": true},
                 "tool_calls": [{"server": "github", "tool": "list_issues", "ok": true}], "from_a_newer_server": {"a": 1}}
                """);

        ChatAnswer answer = client.chat("What's my budget?", "sess_1", "acme:alice");

        assertThat(answer)
                .isEqualTo(new ChatAnswer(
                        "It is $5,000.",
                        "It is $5,000.",
                        "sess_1",
                        "req_1",
                        "acme:alice",
                        "extractive",
                        List.of(new Source("mem_1", 0.75)),
                        new ChatAnswer.Usage(2, 1, 3, true),
                        List.of(new ChatAnswer.ToolUse("github", "list_issues", true))));
        Asked asked = server.onlyAsked();
        assertThat(asked.method() + ' ' + asked.target()).isEqualTo("POST /api/demo/v1/chat");
        assertThat(asked.body())
                .isEqualTo("{\"message\":\"What's my budget?\",\"mode\":\"sync\",\"session_id\":\"sess_1\"}");
        assertThat(asked.headers())
                .containsEntry("x-muxi-client-key", "fmc_secret")
                .containsEntry("x-muxi-user-id", "acme:alice")
                .containsEntry("content-type", "application/json")
                .doesNotContainKey("x-muxi-admin-key");
    }

    @Test
    void chatWithoutSessionSendsNone() {
        server.answersData(200, "{\"response\": \"Nothing is known.\"}");

        ChatAnswer answer = alice.chat("Hello");

        assertThat(answer.sources()).isEmpty();
        assertThat(server.onlyAsked().body()).isEqualTo("{\"message\":\"Hello\",\"mode\":\"sync\"}");
    }

    @Test
    void sessionsAreCreatedReadAndDeleted() {
        String session = "{\"id\": \"sess_1\", \"user_id\": \"alice\", \"created_at\": \"2026-01-02T03:04:05Z\"}";
        server.answersData(201, session).answersData(200, session).answersData(200, "{\"deleted\": true}");

        assertThat(alice.createSession())
                .isEqualTo(new Session("sess_1", "alice", Instant.parse("2026-01-02T03:04:05Z")));
        assertThat(alice.getSession("sess_1").id()).isEqualTo("sess_1");
        alice.deleteSession("sess_1");

        assertThat(server.asked())
                .extracting(Asked::method, Asked::target)
                .containsExactly(
                        tuple("POST", "/api/demo/v1/sessions"),
                        tuple("GET", "/api/demo/v1/sessions/sess_1"),
                        tuple("DELETE", "/api/demo/v1/sessions/sess_1"));
    }

    @Test
    void deletionMayBeAnsweredWithoutBody() {
        server.answers(204, "");

        alice.deleteMemory("mem_1");

        assertThat(server.onlyAsked().method()).isEqualTo("DELETE");
    }

    @Test
    void historyGoesBackByTheCursorThatTheServerGave() {
        server.answersData(
                        200,
                        """
                {"messages": [{"id": "msg_2", "role": "assistant", "content": "b", "created_at": "2026-01-02T03:04:05Z"}],
                 "count": 1, "has_more": true, "next_cursor": "before me"}
                """)
                .answersData(
                        200,
                        """
                {"messages": [], "count": 0, "has_more": false, "next_cursor": null}
                """);

        Page<Message> end = alice.getSessionMessages("sess_1", PageQuery.of(1));
        Page<Message> start = alice.getSessionMessages("sess_1", PageQuery.of(1).after(end.nextCursor()));

        assertThat(end.items()).extracting(Message::role, Message::content).containsExactly(tuple("assistant", "b"));
        assertThat(start.hasMore()).isFalse();
        assertThat(server.asked())
                .extracting(Asked::target)
                .containsExactly(
                        "/api/demo/v1/sessions/sess_1/messages?limit=1",
                        "/api/demo/v1/sessions/sess_1/messages?limit=1&before=before%20me");
    }

    @Test
    void memoriesKeepTheShapeInWhichTheyWereSent() {
        server.answersData(201, "{\"id\": \"mem_1\", \"content\": \"likes tea\", \"metadata\": {\"k\": null}}")
                .answersData(201, "{\"id\": \"mem_2\", \"type\": \"taste\", \"detail\": \"likes tea\"}");

        Memory plain = alice.addMemory("likes tea", Map.of("topic", "drinks"));
        Memory typed = alice.addTypedMemory("taste", "likes tea");

        assertThat(plain.metadata()).containsEntry("k", null);
        assertThat(typed.content()).isNull();
        assertThat(List.of(plain.text(), typed.text())).containsOnly("likes tea");
        assertThat(server.asked().get(0).body()).contains("\"metadata\":{\"topic\":\"drinks\"}");
    }

    @Test
    void allMemoriesAreReadPageByPage() {
        server.answersData(200, "{\"memories\": [{\"id\": \"mem_1\"}, {\"id\": \"mem_2\"}], \"next_cursor\": \"c\"}")
                .answersData(200, "{\"memories\": [{\"id\": \"mem_3\"}]}");

        assertThat(alice.memories()).extracting(Memory::id).containsExactly("mem_1", "mem_2", "mem_3");
        assertThat(server.asked())
                .extracting(Asked::target)
                .containsExactly("/api/demo/v1/memories", "/api/demo/v1/memories?cursor=c");
    }

    @Test
    void searchEncodesWhatIsSought() {
        server.answersData(
                200, "{\"memories\": [{\"id\": \"mem_1\", \"content\": \"x\", \"score\": 0.5}], \"count\": 1}");

        Page<MemoryHit> hits = alice.searchMemories("50% & more?", 3, 0.0001);

        assertThat(hits.items()).extracting(MemoryHit::score).containsExactly(0.5);
        assertThat(server.onlyAsked().target())
                .isEqualTo("/api/demo/v1/memories/search?q=50%25%20%26%20more%3F&limit=3&min_score=0.00010");
    }

    @Test
    void tenantsAreManagedWithTheAdminKeyAlone() {
        String tenant = "{\"slug\": \"acme\", \"status\": \"suspended\", \"created_at\": \"2026-01-02T03:04:05Z\"}";
        server.answers(201, tenant)
                .answers(200, "{\"tenants\": [" + tenant + "], \"count\": 1}")
                .answers(200, tenant);

        client.createTenant("acme");
        assertThat(client.getTenants()).extracting(Tenant::slug).containsExactly("acme");
        assertThat(client.suspendTenant("acme").status()).isEqualTo("suspended");

        assertThat(server.asked()).allSatisfy(asked -> assertThat(asked.headers())
                .containsEntry("x-muxi-admin-key", "fma_secret")
                .doesNotContainKeys("x-muxi-client-key", "x-muxi-user-id"));
        assertThat(server.asked())
                .extracting(Asked::method, Asked::target, Asked::body)
                .containsExactly(
                        tuple("POST", "/api/demo/v1/admin/tenants", "{\"slug\":\"acme\"}"),
                        tuple("GET", "/api/demo/v1/admin/tenants", ""),
                        tuple("PATCH", "/api/demo/v1/admin/tenants/acme", "{\"status\":\"suspended\"}"));
    }

    @Test
    void healthIsReadWithoutEnvelope() {
        server.answers(
                200,
                "{\"status\": \"healthy\", \"formation_id\": \"demo\", \"version\": \"1\","
                        + " \"timestamp\": \"2026-01-02T03:04:05.678Z\"}");

        assertThat(client.health())
                .isEqualTo(new Health("healthy", "demo", "1", Instant.parse("2026-01-02T03:04:05.678Z")));
    }

    @Test
    void namesBeyondAsciiTravelInTheQueryUnharmed() {
        server.answersData(200, "{\"memories\": []}").answersData(200, "{\"memories\": []}");

        client.getMemories("acme:José");
        client.getMemories("acme:two words");

        assertThat(server.asked())
                .extracting(Asked::target)
                .containsExactly(
                        "/api/demo/v1/memories?user_id=acme%3AJos%C3%A9",
                        "/api/demo/v1/memories?user_id=acme%3Atwo%20words");
        assertThat(server.asked())
                .noneSatisfy(asked -> assertThat(asked.headers()).containsKey("x-muxi-user-id"));
    }

    @Test
    void idsStayOnePathSegment() {
        server.answersData(200, "{\"id\": \"x\"}");

        alice.getMemory("../admin/tenants?a=b#c");

        assertThat(server.onlyAsked().target()).isEqualTo("/api/demo/v1/memories/..%2Fadmin%2Ftenants%3Fa%3Db%23c");
        assertThatThrownBy(() -> alice.getMemory("..")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> alice.getMemory("")).isInstanceOf(IllegalArgumentException.class);
    }
}
