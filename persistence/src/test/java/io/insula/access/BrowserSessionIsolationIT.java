package io.insula.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everybody in all houses is logged in with a browser, by ids that are equal: each ends his own and sees no other. */
class BrowserSessionIsolationIT {

    private static final String SEED =
            """
            insert into insula.browser_session (tenant_id, formation_id, session_id, hash, tenant_slug, bound_user_id, actor,
                                                lookup, identifier, issuer, subject, shown_name, ends_at, tokens, good_until)
            select tenant_id, formation_id, 'bss_' || user_id, sha256((formation_id || '/' || tenant_id || '/' || user_id)::bytea),
                   'slug', user_id, 'token:corp', 'corp', 'token:x', formation_id, user_id, 'name', now() + interval '1 hour',
                   'sealed', now() + interval '1 minute'
              from insula.app_user where tenant_id in ('%1$s', '%2$s');
            insert into insula.browser_session (formation_id, session_id, hash, key_id, actor, ends_at)
            select formation_id, 'bss_2', sha256((formation_id || '/key')::bytea), key_id, key_id, now() + interval '1 hour'
              from insula.api_key where formation_id in ('%3$s', '%4$s');
            """;
    private static final String FIND = "select session_id, formation_id, tenant_id, user_id"
            + " from insula_gate.look_up_browser_session(sha256(?::bytea), 60)";
    private static final String OUTLIVED =
            "select tokens, outlived from insula_gate.look_up_browser_session(sha256(?::bytea), 60)";
    private static final String MINE = "select tenant_id, formation_id, session_id from insula.browser_session";
    private static final String END = "update insula.browser_session set ended_at = now()";

    private Neighbours neighbours;

    @BeforeEach
    void everybodyLogsIn() throws SQLException {
        neighbours = Neighbours.moveIn();
        Superuser.run(SEED.formatted(
                neighbours.tenant(), neighbours.otherTenant(), neighbours.formation(), neighbours.otherFormation()));
    }

    @Test
    void aUserSeesAndEndsHisOwnAlone() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            assertThat(bound.rows(MINE))
                    .containsExactly(neighbours.tenant() + "|" + neighbours.formation() + "|bss_usr_1");
            assertThat(bound.change(END)).isOne();
            bound.commit();
        }
        assertThat(living()).isEqualTo(9);
        assertThat(found(user(neighbours.tenant()))).isEmpty();
        assertThat(found(user(neighbours.otherTenant()))).hasSize(1);
    }

    @Test
    void anAdministratorEndsThoseOfKeysAndSeesNoUsers() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(Actor.platform(neighbours.formation()))) {
            assertThat(bound.rows(MINE)).containsExactly("|" + neighbours.formation() + "|bss_2");
            assertThat(bound.change(END)).isOne();
        }
        try (AppConnection bound = AppConnection.boundTo(Actor.tenant(neighbours.formation(), neighbours.tenant()))) {
            assertThat(bound.rows(MINE)).isEmpty();
            assertThat(bound.change(END)).isZero();
        }
    }

    @Test
    void nobodyOpensOneForSomebodyElse() throws SQLException {
        String open = "insert into insula.browser_session (tenant_id, formation_id, session_id, hash, tenant_slug,"
                + " bound_user_id, actor, issuer, ends_at) values (?, ?, 'bss_9', 'x', 'slug', ?, 'token:corp', 'c', now())";
        for (Actor other : neighbours.othersThanAlice().toList()) {
            try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
                assertThat(bound.refusal(open, other.tenant(), other.formation(), other.person())
                                .message())
                        .contains("row-level security policy");
            }
        }
    }

    @Test
    void nobodyReadsWhatABrowserHoldsOrLeadsASessionElsewhere() throws SQLException {
        for (Actor who : List.of(
                neighbours.alice(),
                Actor.tenant(neighbours.formation(), neighbours.tenant()),
                Actor.platform(neighbours.formation()))) {
            for (String attempt : List.of(
                    "select hash from insula.browser_session",
                    "select id_token from insula.browser_session",
                    "select tokens from insula.browser_session",
                    "update insula.browser_session set tokens = 'others'",
                    "update insula.browser_session set good_until = now() + interval '1 year'",
                    "update insula.browser_session set lookup = 'corp managers'",
                    "update insula.browser_session set bound_user_id = 'usr_2'",
                    "update insula.browser_session set ends_at = now() + interval '1 year'",
                    "delete from insula.browser_session")) {
                try (AppConnection bound = AppConnection.boundTo(who)) {
                    assertThat(bound.refusal(attempt).state()).isEqualTo("42501");
                }
            }
        }
    }

    @Test
    void theGateFindsALivingOneAndNoOther() throws SQLException {
        assertThat(found(user(neighbours.tenant())))
                .containsExactly("bss_usr_1|" + neighbours.formation() + "|" + neighbours.tenant() + "|usr_1");
        assertThat(found("nobody's")).isEmpty();
        for (String over : List.of(
                "seen_at = now() - interval '61 seconds'",
                "ends_at = now() - interval '1 second'",
                "ended_at = now()")) {
            everybodyLogsIn();
            Superuser.run("update insula.browser_session set " + over + " where formation_id = '"
                    + neighbours.formation() + "'");
            assertThat(found(user(neighbours.tenant()))).as(over).isEmpty();
        }
    }

    @Test
    void aRequestKeepsTheSessionAwake() throws SQLException {
        Superuser.run("update insula.browser_session set seen_at = now() - interval '50 seconds'");
        assertThat(found(user(neighbours.tenant()))).hasSize(1);
        assertThat(Superuser.rows(
                        "select session_id from insula.browser_session where formation_id = ? and tenant_id = ?"
                                + " and seen_at > now() - interval '20 seconds'",
                        neighbours.formation(),
                        neighbours.tenant()))
                .hasSize(1);
    }

    @Test
    void itEndsWithItsKeyAndWithWhatItsIssuerEnded() throws SQLException {
        assertThat(found(neighbours.formation() + "/key")).hasSize(1);
        Superuser.run(
                "update insula.api_key set revoked_at = now() where formation_id = '" + neighbours.formation() + "'");
        assertThat(found(neighbours.formation() + "/key")).isEmpty();
        assertThat(found(neighbours.otherFormation() + "/key")).hasSize(1);

        Superuser.run("update insula.browser_session set issuer_session = session_id || tenant_id");
        try (AppConnection gate = AppConnection.atTheGate()) {
            gate.rows(
                    "select formation_id from insula_gate.end_login(?, ?, now(), now() + interval '1 hour',"
                            + " 'usr_1', ?, null, null)",
                    neighbours.formation(),
                    neighbours.formation(),
                    "bss_usr_1" + neighbours.tenant());
            gate.commit();
        }
        assertThat(found(user(neighbours.tenant()))).isEmpty();
        assertThat(found(user(neighbours.otherTenant()))).hasSize(1);
    }

    @Test
    void oneOfThoseWhoComeAtOnceRenewsAndOnlyWhatItKnows() throws SQLException {
        String alice = user(neighbours.tenant());
        String claim = "select insula_gate.claim_browser_renewal(sha256(?::bytea), ?, ?)";
        String renew =
                "select insula_gate.renew_browser_session(sha256(?::bytea), ?, 'next', null, 'corp managers', 60)";
        Superuser.run("update insula.browser_session set good_until = now() where issuer is not null");

        assertThat(atTheGate(OUTLIVED, alice)).containsExactly("sealed|t");
        assertThat(atTheGate(claim, alice, "another's", 10)).containsExactly("f");
        assertThat(atTheGate(claim, alice, "sealed", 10)).containsExactly("t");
        assertThat(atTheGate(claim, alice, "sealed", 10)).as("a second one").containsExactly("f");
        assertThat(atTheGate(renew, alice, "another's")).containsExactly("f");
        assertThat(atTheGate(renew, alice, "sealed")).containsExactly("t");
        assertThat(atTheGate(renew, alice, "sealed")).as("what is gone").containsExactly("f");

        assertThat(atTheGate(OUTLIVED, alice)).containsExactly("next|f");
        assertThat(atTheGate(OUTLIVED, user(neighbours.otherTenant()))).containsExactly("sealed|t");
        assertThat(atTheGate(claim, alice, "next", 10)).containsExactly("t");
        assertThat(atTheGate(claim, alice, "next", 0)).as("given back").containsExactly("t");
        assertThat(atTheGate(claim, alice, "next", 10)).containsExactly("t");
    }

    @Test
    void whatIsOverIsNotRenewed() throws SQLException {
        String alice = user(neighbours.tenant());
        Superuser.run("update insula.browser_session set ended_at = now()");

        assertThat(atTheGate("select insula_gate.claim_browser_renewal(sha256(?::bytea), 'sealed', 1)", alice))
                .containsExactly("f");
        assertThat(atTheGate(
                        "select insula_gate.renew_browser_session(sha256(?::bytea), 'sealed', 'x', null, null, 60)",
                        alice))
                .containsExactly("f");
    }

    @Test
    void aLoginWithoutTokensIsOver() throws SQLException {
        Superuser.run("update insula.browser_session set tokens = null, good_until = null where issuer is not null");

        assertThat(atTheGate(OUTLIVED, user(neighbours.tenant()))).containsExactly("null|t");
        assertThat(atTheGate(OUTLIVED, neighbours.formation() + "/key"))
                .as("of a key, which has none")
                .containsExactly("null|f");
    }

    @Test
    void thereIsRoomForSoManyAndOldOnesAreSweptAway() throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            assertThat(gate.rows("select insula_gate.admit_browser_session(1)")).containsExactly("f");
            assertThat(gate.rows("select insula_gate.admit_browser_session(1000000)"))
                    .containsExactly("t");
        }
        Superuser.run("update insula.browser_session set ends_at = now() - interval '2 hours'");
        try (AppConnection gate = AppConnection.atTheGate()) {
            gate.rows("select insula_gate.admit_browser_session(1)");
            gate.commit();
        }
        assertThat(Superuser.rows("select session_id from insula.browser_session"))
                .isEmpty();
    }

    private String user(String tenant) {
        return neighbours.formation() + "/" + tenant + "/usr_1";
    }

    private long living() throws SQLException {
        return Superuser.rows(
                        "select session_id from insula.browser_session where ended_at is null and formation_id in (?, ?)",
                        neighbours.formation(),
                        neighbours.otherFormation())
                .size();
    }

    private static List<String> found(String secret) throws SQLException {
        return atTheGate(FIND, secret);
    }

    private static List<String> atTheGate(String question, Object... values) throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            List<String> said = gate.rows(question, values);
            gate.commit();
            return said;
        }
    }
}
