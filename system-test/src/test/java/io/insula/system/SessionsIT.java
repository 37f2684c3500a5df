package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.Message;
import io.insula.client.Page;
import io.insula.client.PageQuery;
import io.insula.client.Session;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServer.class)
class SessionsIT {

    private final String name = Fresh.name("acme") + ":alice";
    private final Door alpha;
    private final Door brief;
    private final InsulaUser alice;

    SessionsIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        brief = server.formation("brief");
        alice = alpha.user(name);
    }

    @Test
    void aNewSessionIsReadAndListed() {
        Session session = alice.createSession();

        assertThat(session.id()).matches("sess_[0-9a-z]{26}");
        assertThat(session.userId()).isEqualTo(name);
        assertThat(alice.getSession(session.id())).isEqualTo(session);
        assertThat(alice.getSessions().items()).containsExactly(session);
    }

    @Test
    void creationIsAnsweredAsMuxiClientsExpectIt() {
        Answer answer = alpha.as(name, "POST", "/sessions").json(Map.of()).send();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("success").asBoolean()).isTrue();
        assertThat(answer.json().path("timestamp").isIntegralNumber()).isTrue();
        assertThat(answer.json().at("/request/id").asText()).isEqualTo(answer.requestId());
        assertThat(answer.data("/session_id").asText())
                .isEqualTo(answer.data("/id").asText());
        assertThat(answer.data("/created_at").asText()).endsWith("Z");
    }

    @Test
    void sessionsAreListedPageByPage() {
        List<String> created = List.of(
                alice.createSession().id(),
                alice.createSession().id(),
                alice.createSession().id());

        List<String> listed =
                Page.all(PageQuery.of(2), alice::getSessions).map(Session::id).toList();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(created);
    }

    @Test
    void chatWithoutSessionBeginsOne() {
        String session = alice.chat("I live in Rome").sessionId();

        assertThat(alice.getSession(session).id()).isEqualTo(session);
    }

    @Test
    void historyIsReadBackwardsInPagesNewestLast() {
        String session = alice.createSession().id();
        alice.chat("I keep bees", session);
        alice.chat("I play the oboe", session);

        Page<Message> newest = alice.getSessionMessages(session, PageQuery.of(2));
        Page<Message> oldest = alice.getSessionMessages(session, PageQuery.of(2).after(newest.nextCursor()));

        assertThat(newest.items()).extracting(Message::role).containsExactly("user", "assistant");
        assertThat(newest.items().get(0).content()).isEqualTo("I play the oboe");
        assertThat(oldest.items().get(0).content()).isEqualTo("I keep bees");
        assertThat(oldest.hasMore()).isFalse();
        assertThat(alice.getSessionMessages(session).items()).hasSize(4);
    }

    @Test
    void historyHoldsOneSessionOnly() {
        String bees = alice.chat("I keep bees").sessionId();
        alice.chat("I play the oboe");

        assertThat(alice.getSessionMessages(bees).items())
                .extracting(Message::content)
                .contains("I keep bees")
                .doesNotContain("I play the oboe");
    }

    @Test
    void aDeletedSessionIsAsIfItHadNeverBeen() {
        String session = alice.chat("I keep bees").sessionId();
        alice.deleteSession(session);

        assertThat(alice.getSessions().items()).isEmpty();
        for (String path : List.of("/sessions/" + session, "/sessions/" + session + "/messages")) {
            String absent = path.replace(session, Fresh.absentId("sess"));
            assertThat(alpha.as(name, "GET", path).send().likeness(session))
                    .startsWith("404")
                    .isEqualTo(alpha.as(name, "GET", absent).send().likeness(Fresh.absentId("sess")));
        }
    }

    @Test
    void anExpiredSessionIsGoneForItsOwnerAndAbsentForOthers() {
        InsulaUser owner = brief.user(name);
        String session = owner.createSession().id();

        // A look at a session may count as activity: the pause is longer than the session lives.
        Patience.until(
                "the session's end",
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                () -> brief.as(name, "GET", "/sessions/" + session).send().status() == 410);

        Answer gone = brief.as(name, "POST", "/chat")
                .json(Map.of("message", "Hello", "session_id", session))
                .send();
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.code()).isEqualTo("SESSION_EXPIRED");
        String stranger = Fresh.name("globex") + ":alice";
        assertThat(brief.as(stranger, "GET", "/sessions/" + session).send().likeness(session))
                .startsWith("404")
                .isEqualTo(brief.as(stranger, "GET", "/sessions/" + Fresh.absentId("sess"))
                        .send()
                        .likeness(Fresh.absentId("sess")));
    }
}
