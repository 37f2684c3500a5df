package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL remembers of logins that have ended, and whom it has asked again. */
class EndedLoginPersistenceIT {

    private static final String BEFORE = "2026-01-01T12:00:00Z";
    private static final String THEN = "2026-01-01T12:00:01Z";
    private static final String AFTER = "2026-01-01T12:00:02Z";

    private final String issuer = "https://login.example/" + UUID.randomUUID();
    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @Test
    void aSessionEndsAndNoOther() throws SQLException {
        end("alice", "s1", "j1");

        assertThat(ended("alice", "s1", AFTER)).isTrue();
        assertThat(ended("bob", "s1", AFTER)).as("a session is one person's").isTrue();
        assertThat(ended("alice", "s2", BEFORE)).isFalse();
        assertThat(ended("bob", "s2", BEFORE)).isFalse();
    }

    @Test
    void whatNamesNoSessionEndsWithTheSubjectsIfItBeganBefore() throws SQLException {
        end("alice", "s1", "j1");

        assertThat(ended("alice", null, BEFORE)).isTrue();
        assertThat(ended("alice", null, THEN)).isTrue();
        assertThat(ended("alice", null, null)).isTrue();
        assertThat(ended("alice", null, AFTER)).isFalse();
        assertThat(ended("bob", null, BEFORE)).isFalse();
    }

    @Test
    void withoutASessionAllOfTheSubjectsEndThatBeganBefore() throws SQLException {
        end("alice", null, "j1");

        assertThat(ended("alice", "s1", BEFORE)).isTrue();
        assertThat(ended("alice", null, BEFORE)).isTrue();
        assertThat(ended("alice", "s1", AFTER)).isFalse();
        assertThat(ended("bob", "s1", BEFORE)).isFalse();
    }

    @Test
    void anotherIssuersLoginsGoOn() throws SQLException {
        end("alice", "s1", "j1");
        end("bob", null, "j2");

        try (AppConnection gate = AppConnection.atTheGate()) {
            assertThat(gate.rows(
                            "select insula_gate.login_ended(?, 'alice', 's1', null), insula_gate.login_ended(?, 'bob', null, null)",
                            issuer + "/other",
                            issuer + "/other"))
                    .containsExactly("f|f");
        }
    }

    @Test
    void aLogoutTokenIsTakenOnce() throws SQLException {
        assertThat(end("alice", "s1", "j1")).isNotEmpty();
        assertThat(end("alice", "s1", "j1")).isEmpty();
        assertThat(end("alice", "s2", "j1")).isEmpty();
        assertThat(ended("alice", "s2", BEFORE)).isFalse();
        assertThat(end("alice", "s2", "j2")).isNotEmpty();
    }

    @Test
    void thoseWhoKnowTheSubjectAreAskedAgainAndNobodyElse() throws SQLException {
        Actor alice = neighbours.alice();
        String identifier = Superuser.rows(
                        "select identifier from insula.user_identifier where formation_id = ? and tenant_id = ? and user_id = ?",
                        alice.formation(),
                        alice.tenant(),
                        alice.person())
                .get(0);
        String before = epochs(alice);
        String others = epochs(neighbours.aliceOfTheOtherFormation());

        assertThat(end("alice", "s1", "j1", identifier, alice.formation()))
                .contains(alice.formation() + "|" + alice.tenant() + "|" + alice.person());

        assertThat(epochs(alice)).isNotEqualTo(before);
        assertThat(epochs(neighbours.aliceOfTheOtherFormation())).isEqualTo(others);
    }

    @Test
    void whereNobodyKnowsTheSubjectTheFormationIsAskedAgain() throws SQLException {
        String before = epochs(neighbours.alice());

        assertThat(end("nobody", null, "j1", "token:nobody", neighbours.formation()))
                .containsExactly(neighbours.formation() + "||null");

        assertThat(epochs(neighbours.alice())).isNotEqualTo(before);
    }

    @Test
    void whatIsOverIsForgotten() throws SQLException {
        end("alice", "s1", "j1");
        Superuser.run("update insula.ended_login set expires_at = now() - interval '1 second' where issuer = '" + issuer
                + "'");
        assertThat(ended("alice", "s1", BEFORE)).isFalse();

        end("bob", "s9", "j9");
        assertThat(Superuser.rows("select count(*) from insula.ended_login where issuer = ?", issuer))
                .as("session, subject and token of the second")
                .containsExactly("3");
    }

    @Test
    void noScopeSeesARowOrAsksAQuestion() throws SQLException {
        end("alice", "s1", "j1");

        for (Actor actor : List.of(
                neighbours.alice(),
                Actor.tenant(neighbours.formation(), neighbours.tenant()),
                Actor.platform(neighbours.formation()))) {
            try (AppConnection bound = AppConnection.boundTo(actor)) {
                assertThat(bound.refusal("select * from insula.ended_login").state())
                        .isEqualTo("42501");
                assertThat(bound.refusal("delete from insula.ended_login").state())
                        .isEqualTo("42501");
                assertThat(bound.refusal("select insula_gate.login_ended('a', 'b', 'c', null)")
                                .state())
                        .isEqualTo("42501");
            }
        }
    }

    private List<String> end(String subject, String session, String token) throws SQLException {
        return end(subject, session, token, "token:" + subject, neighbours.formation());
    }

    private List<String> end(String subject, String session, String token, String identifier, String formation)
            throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            List<String> places = gate.rows(
                    "select formation_id, tenant_id, user_id from insula_gate.end_login(?, ?, ?::timestamptz,"
                            + " now() + interval '1 hour', ?, ?, ?, ?)",
                    issuer,
                    token,
                    THEN,
                    subject,
                    session,
                    identifier,
                    formation);
            gate.commit();
            return places;
        }
    }

    private boolean ended(String subject, String session, String since) throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            return gate.rows("select insula_gate.login_ended(?, ?, ?, ?::timestamptz)", issuer, subject, session, since)
                    .equals(List.of("t"));
        }
    }

    private static String epochs(Actor actor) throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            return gate.rows(
                            "select formation_epoch, tenant_epoch from insula_context.epochs(?, ?)",
                            actor.formation(),
                            actor.tenant())
                    .get(0);
        }
    }
}
