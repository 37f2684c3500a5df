package io.insula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import io.insula.tenant.testing.Together;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who an identifier is, at the gate and by proof, as the database itself decides it. */
class IdentifierPersistenceIT {

    private static final int CROWD = 16;
    private static final String RESOLVE = "select user_id from insula_gate.resolve_user(?, ?, ?, ?, false)";
    private static final String ADMIT = "select insula_gate.admit_user(?, ?, ?, ?, ?)";
    private static final String COMPLETE = "select outcome from insula_context.complete_proof(?, ?, ?)";

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @Test
    void aCrowdWithOneIdentifierIsOneUser() throws Exception {
        List<String> ids = Together.allBeforeTheFirstWrite("app_user", CROWD, i -> admit("eve", "h", "usr_e" + i));

        assertThat(ids).hasSize(CROWD);
        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(owners("eve")).containsExactly(ids.get(0));
    }

    @Test
    void aLinkWaitsForTheFirstSightOfItsIdentifier() throws Exception {
        List<String> ids = Together.allBeforeTheFirstWrite(
                "user_identifier", 2, i -> i == 0 ? admit("eve", "h", "usr_e") : link("eve", "h"));

        assertThat(owners("eve")).hasSize(1).isSubsetOf(ids);
        assertThat(ids.stream().distinct()).hasSize(1);
    }

    @Test
    void aSecretIsFoundByItsHashAndAdmittedAsNobodyNew() throws Exception {
        Superuser.run("insert into insula.user_identifier values ('" + neighbours.tenant() + "', '"
                + neighbours.formation() + "', chr(1) || 'hash', 'usr_2', 'api_key', now(), 'idn_1', '***')");

        assertThat(resolve("key-of-bob", "hash")).isEqualTo("usr_2");
        assertThat(resolve("key-of-bob", "another")).isEqualTo("null");
        assertThat(admit("key-of-bob", "hash", "usr_e")).isEqualTo("usr_2");
    }

    @Test
    void aUserBeginsNoProofWhoseCodeGoesToTheOtherSide() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            assertThat(bound.refusal(proof("code_9", "usr_1", false)).message()).contains("row-level security policy");
        }
    }

    @Test
    void aUserDoesNotCompleteAProofOfHisOwnBeginning() throws Exception {
        assertThat(complete(neighbours.alice(), "code_1", null)).isEqualTo("absent");
        assertThat(complete(administrator(), "code_1", "hash-1")).isEqualTo("linked");
        assertThat(owners("slack-1")).containsExactly("usr_1");
    }

    @Test
    void aBackEndVouchesForTheIdentifierOfTheProofAlone() throws Exception {
        assertThat(complete(administrator(), "code_1", "hash-2")).isEqualTo("absent");
        assertThat(complete(administrator(), "code_1", null)).isEqualTo("absent");
        assertThat(owners("slack-1")).isEmpty();
    }

    @Test
    void aCodeIsWorthNothingToAnybodyElse() throws Exception {
        Superuser.run(proof("sent", "usr_1", false));

        assertThat(complete(neighbours.bob(), "sent", null)).isEqualTo("absent");
        assertThat(complete(neighbours.aliceOfTheOtherTenant(), "sent", null)).isEqualTo("absent");
        assertThat(complete(neighbours.aliceOfTheOtherFormation(), "sent", null))
                .isEqualTo("absent");
        assertThat(complete(administrator(), "sent", "h")).isEqualTo("absent");
        assertThat(complete(neighbours.alice(), "sent", null)).isEqualTo("linked");
    }

    @Test
    void anExpiredProofProvesNothing() throws Exception {
        Superuser.run(proof("sent", "usr_1", false));
        Superuser.run("update insula.identifier_proof set expires_at = now() - interval '1 second' where code = 'sent'"
                + " and formation_id = '" + neighbours.formation() + "'");

        assertThat(complete(neighbours.alice(), "sent", null)).isEqualTo("absent");
    }

    @Test
    void aCrowdWithOneCodeLinksOnce() throws Exception {
        Superuser.run(proof("sent", "usr_1", false));

        List<String> outcomes = Together.allBeforeTheFirstWrite(
                "user_identifier", CROWD, i -> complete(neighbours.alice(), "sent", null));

        assertThat(outcomes.stream().filter("linked"::equals)).hasSize(1);
        assertThat(outcomes.stream().filter("absent"::equals)).hasSize(CROWD - 1);
    }

    @Test
    void whatSomebodyElseHasIsNotMovedByAProof() throws Exception {
        Superuser.run(proof("sent", "usr_1", false));
        admit("telegram-1", "h", "usr_2");

        assertThat(complete(neighbours.alice(), "sent", null)).isEqualTo("conflict");
        assertThat(owners("telegram-1")).containsExactly("usr_2");
    }

    private String proof(String code, String user, boolean toUser) {
        return "insert into insula.identifier_proof values ('" + neighbours.tenant() + "', '" + neighbours.formation()
                + "', '" + code + "', '" + user + "', 'telegram-1', 'h', 'telegram', " + toUser
                + ", now(), now() + interval '10 minutes')";
    }

    private String admit(String identifier, String hash, String user) throws SQLException {
        if (user.equals("usr_2")) {
            Superuser.run("insert into insula.user_identifier values ('" + neighbours.tenant() + "', '"
                    + neighbours.formation() + "', '" + identifier + "', 'usr_2', null, now())");
        }
        try (AppConnection gate = AppConnection.atTheGate()) {
            String admitted = gate.rows(ADMIT, neighbours.formation(), neighbours.tenant(), identifier, hash, user)
                    .get(0);
            gate.commit();
            return admitted;
        }
    }

    private String resolve(String identifier, String hash) throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            return gate.rows(RESOLVE, neighbours.formation(), "slug-" + neighbours.tenant(), identifier, hash)
                    .get(0);
        }
    }

    /** Links to alice as a back end does, and says whose the identifier is then. */
    private String link(String identifier, String hash) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(administrator())) {
            bound.rows(
                    "select insula_context.hold_identifiers(?, ?, array[?::text])",
                    neighbours.formation(),
                    neighbours.tenant(),
                    hash);
            List<String> known =
                    bound.rows("select user_id from insula.user_identifier where identifier = ?", identifier);
            if (known.isEmpty()) {
                bound.change(
                        "insert into insula.user_identifier values (?, ?, ?, 'usr_1', null, now())",
                        neighbours.tenant(),
                        neighbours.formation(),
                        identifier);
            }
            bound.commit();
            return known.isEmpty() ? "usr_1" : known.get(0);
        }
    }

    private String complete(Actor actor, String code, String hash) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(actor)) {
            String outcome = bound.rows(COMPLETE, code, hash, 100).get(0);
            bound.commit();
            return outcome;
        }
    }

    private Actor administrator() {
        return Actor.tenant(neighbours.formation(), neighbours.tenant());
    }

    private List<String> owners(String identifier) throws SQLException {
        return Superuser.rows(
                "select user_id from insula.user_identifier where tenant_id = ? and formation_id = ? and identifier = ?",
                neighbours.tenant(),
                neighbours.formation(),
                identifier);
    }
}
