package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.AppConnection.Epochs;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindingPersistenceIT {

    private static final String CONTEXT =
            "select current_user, coalesce(current_setting('insula.formation', true), ''),"
                    + " coalesce(current_setting('insula.tenant', true), ''),"
                    + " coalesce(current_setting('insula.person', true), '')";
    private static final String NOBODY = "insula_app|||";
    private static final String MEMORIES = "select formation_id, tenant_id, user_id from insula.memory";
    private static final String RAISE = "select insula_context.raise_epoch(?, ?)";

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @Test
    void aBoundTransactionCannotBindItselfAgain() throws SQLException {
        Actor bob = neighbours.bob();
        for (String scope :
                List.of("insula_user", "insula_tenant", "insula_tenant_content", "insula_guest", "insula_platform")) {
            try (AppConnection bound = AppConnection.boundTo(neighbours.alice().inScope(scope))) {
                assertThat(bound.refusal(
                                        "select * from insula_context.bind(?, ?, ?, ?)",
                                        bob.scope(),
                                        bob.formation(),
                                        bob.tenant(),
                                        bob.person())
                                .message())
                        .contains("permission denied for function bind");
            }
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "none",
                "default",
                "postgres",
                "insula_app",
                "insula_owner",
                "insula_definer",
                "insula_backup",
                "insula_gate",
                "pg_read_all_data",
                "INSULA_USER",
                " insula_user",
                "insula_user; reset role"
            })
    void whatIsNoScopeIsRefusedAndLeavesNobodyBound(String scope) throws SQLException {
        Actor alice = neighbours.alice();
        try (AppConnection unbound = AppConnection.unbound()) {
            assertThat(unbound.refusal(
                                    "select * from insula_context.bind(?, ?, ?, ?)",
                                    scope,
                                    alice.formation(),
                                    alice.tenant(),
                                    alice.person())
                            .message())
                    .contains("not a scope");
            assertThat(unbound.rows(CONTEXT)).containsExactly(NOBODY);
        }
    }

    @Test
    void whatIsBoundIsAValueAndNeverSql() throws SQLException {
        String hostile = "usr_1'; reset role; select '";
        try (AppConnection bound =
                AppConnection.boundTo(Actor.user(neighbours.formation(), neighbours.tenant(), hostile))) {
            assertThat(bound.rows("select current_user, insula_context.person()"))
                    .containsExactly("insula_user|" + hostile);
            assertThat(bound.rows(MEMORIES)).isEmpty();
        }
    }

    @Test
    void goingBackToBeforeTheBindingUnbinds() throws SQLException {
        try (AppConnection connection = AppConnection.unbound()) {
            Savepoint before = connection.connection().setSavepoint();
            connection.bind(neighbours.alice());
            connection.connection().rollback(before);

            assertThat(connection.rows(CONTEXT)).containsExactly(NOBODY);
            assertThat(connection.refusal(MEMORIES).state()).isEqualTo("42501");

            connection.bind(neighbours.aliceOfTheOtherTenant());
            assertThat(connection.rows(MEMORIES)).containsExactly(whose(neighbours.aliceOfTheOtherTenant()));
        }
    }

    @Test
    void goingBackToAfterTheBindingStaysBoundToTheSame() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            Savepoint after = bound.connection().setSavepoint();
            bound.change("delete from insula.memory");
            bound.connection().rollback(after);

            assertThat(bound.rows(MEMORIES)).containsExactly(whose(neighbours.alice()));
            assertThat(bound.refusal("select insula_context.bind('insula_platform', '', '', '')")
                            .state())
                    .isEqualTo("42501");
        }
    }

    @Test
    void forgettingASavepointFromBeforeTheBindingUnbindsNothing() throws SQLException {
        try (AppConnection connection = AppConnection.unbound()) {
            Savepoint before = connection.connection().setSavepoint();
            connection.bind(neighbours.alice());
            connection.connection().releaseSavepoint(before);

            assertThat(connection.rows(MEMORIES)).containsExactly(whose(neighbours.alice()));
            connection.commit();
            assertThat(connection.rows(CONTEXT)).containsExactly(NOBODY);
        }
    }

    @Test
    void outsideATransactionTheBindingEndsWithItsOwnStatement() throws SQLException {
        try (AppConnection connection = AppConnection.unbound()) {
            connection.connection().setAutoCommit(true);
            connection.bind(neighbours.alice());
            assertThat(connection.rows(CONTEXT)).containsExactly(NOBODY);
            connection.connection().setAutoCommit(false);
        }
    }

    @Test
    void bindingReturnsTheEpochsOfNow() throws SQLException {
        Actor alice = neighbours.alice();
        assertThat(epochs(alice)).isEqualTo(new Epochs(0, 1));

        raise(Actor.platform(alice.formation()), alice.formation(), null);
        raise(Actor.platform(alice.formation()), alice.formation(), alice.tenant());
        raise(alice, alice.formation(), alice.tenant());

        assertThat(epochs(alice)).isEqualTo(new Epochs(1, 3));
        assertThat(epochs(neighbours.aliceOfTheOtherTenant())).isEqualTo(new Epochs(1, 1));
        assertThat(epochs(neighbours.aliceOfTheOtherFormation())).isEqualTo(new Epochs(0, 1));
    }

    @Test
    void anEpochThatIsRolledBackNeverBegan() throws SQLException {
        Actor alice = neighbours.alice();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            bound.rows(RAISE, alice.formation(), alice.tenant());
            bound.rollback();
        }
        assertThat(epochs(alice)).isEqualTo(new Epochs(0, 1));
    }

    @Test
    void nobodyRaisesTheEpochOfAnother() throws SQLException {
        Actor alice = neighbours.alice();
        Actor operator = Actor.platform(alice.formation());
        List<String> before = Superuser.rows("select * from insula.epoch order by 1, 2");
        for (Actor actor : List.of(alice, alice.inScope("insula_tenant"))) {
            refusesToRaise(actor, alice.formation(), null);
            refusesToRaise(actor, alice.formation(), "");
            refusesToRaise(actor, alice.formation(), neighbours.otherTenant());
            refusesToRaise(actor, neighbours.otherFormation(), alice.tenant());
        }
        refusesToRaise(operator, neighbours.otherFormation(), null);
        refusesToRaise(operator, neighbours.otherFormation(), alice.tenant());
        refusesToRaise(operator, null, null);
        refusesToRaise(Actor.user(null, null, null), null, null);
        refusesToRaise(Actor.user(alice.formation(), null, null), alice.formation(), null);
        assertThat(Superuser.rows("select * from insula.epoch order by 1, 2")).isEqualTo(before);
    }

    @Test
    void beforeBindingNoEpochIsRaised() throws SQLException {
        try (AppConnection unbound = AppConnection.unbound()) {
            assertThat(unbound.refusal(RAISE, neighbours.formation(), null).message())
                    .contains("permission denied for function raise_epoch");
            unbound.enterGate();
            assertThat(unbound.refusal(RAISE, neighbours.formation(), null).message())
                    .contains("permission denied for function raise_epoch");
        }
    }

    private static void refusesToRaise(Actor actor, String formation, String tenant) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(actor)) {
            assertThat(bound.refusal(RAISE, formation, tenant).message()).contains("not the epoch of this transaction");
        }
    }

    private static void raise(Actor actor, String formation, String tenant) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(actor)) {
            bound.rows(RAISE, formation, tenant);
            bound.commit();
        }
    }

    private static Epochs epochs(Actor actor) throws SQLException {
        try (AppConnection connection = AppConnection.unbound()) {
            return connection.bind(actor);
        }
    }

    private static String whose(Actor actor) {
        return actor.formation() + '|' + actor.tenant() + '|' + actor.person();
    }
}
