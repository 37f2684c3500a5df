package io.insula.tenant.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every table whose rows belong to one user: a room names its tables and inherits the proof. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class UserWall {

    private static final String WHOSE = "select formation_id, tenant_id, user_id from insula.";
    private static final String IS_WHOSE = " where formation_id = ? and tenant_id = ? and user_id = ?";

    private Neighbours neighbours;

    /** The tables of the room that users may read. */
    protected abstract List<String> tables();

    /** Those in which a user may also insert rows of his own. */
    protected abstract List<String> tablesToWriteTo();

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    protected Neighbours neighbours() {
        return neighbours;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aUserSeesNoRowsButHisOwn(String table) throws SQLException {
        Actor alice = neighbours.alice();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            assertThat(bound.rows(WHOSE + table)).containsExactly(whose(alice));
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void askingForTheRowsOfOthersByNameFindsNone(String table) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            for (Actor other : neighbours.othersThanAlice().toList()) {
                assertThat(bound.rows(WHOSE + table + IS_WHOSE, other.formation(), other.tenant(), other.person()))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void eachOfTheOthersSeesHisOwnRow(String table) throws SQLException {
        for (Actor other : neighbours.othersThanAlice().toList()) {
            try (AppConnection bound = AppConnection.boundTo(other)) {
                assertThat(bound.rows(WHOSE + table)).containsExactly(whose(other));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void whatAUserChangesOrDeletesIsNeverAnotherOnes(String table) throws SQLException {
        List<String> before = neighbours.rowsOfOthers(table, neighbours.alice());
        assertThat(before).hasSize(7);
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            for (String column : columns(table)) {
                assertThat(bound.attempt("update insula." + table + " set " + column + " = " + column))
                        .isLessThanOrEqualTo(1);
            }
            bound.attempt("delete from insula." + table);
            bound.commit();
        }
        assertThat(neighbours.rowsOfOthers(table, neighbours.alice())).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theRowsOfOthersGiveWayToNoUpdateOrDelete(String table) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            for (Actor other : neighbours.othersThanAlice().toList()) {
                Object[] whose = {other.formation(), other.tenant(), other.person()};
                assertThat(bound.attempt("delete from insula." + table + IS_WHOSE, whose))
                        .isZero();
                assertThat(bound.attempt("update insula." + table + " set user_id = user_id" + IS_WHOSE, whose))
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void noRowIsGivenAwayToSomebodyElse(String table) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            for (Actor other : neighbours.othersThanAlice().toList()) {
                String sql = "update insula." + table + " set formation_id = ?, tenant_id = ?, user_id = ?";
                assertThat(bound.refusal(sql, other.formation(), other.tenant(), other.person())
                                .state())
                        .isEqualTo("42501");
            }
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("tablesToWriteTo")
    void aRowInSomebodyElsesNameIsRefusedByThePolicy(String table) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            for (Actor other : neighbours.othersThanAlice().toList()) {
                AppConnection.Refusal refusal =
                        bound.refusal(copyOfOwnRow(table), other.formation(), other.tenant(), other.person(), "new_id");
                assertThat(refusal.state()).isEqualTo("42501");
                assertThat(refusal.message()).contains("row-level security policy");
            }
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("tablesToWriteTo")
    void aRowInOnesOwnNameIsTaken(String table) throws SQLException {
        Actor alice = neighbours.alice();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            assertThat(bound.change(copyOfOwnRow(table), alice.formation(), alice.tenant(), alice.person(), "new_id"))
                    .isOne();
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void withoutAContextThereAreNoRowsAndNoWrites(String table) throws SQLException {
        List<String> before = neighbours.rowsOfOthers(table, Actor.user("", "", ""));
        for (Actor nobody : List.of(
                Actor.user(null, null, null),
                Actor.user("", "", ""),
                Actor.user(neighbours.formation(), neighbours.tenant(), null),
                Actor.user(neighbours.formation(), null, "usr_1"),
                Actor.user(null, neighbours.tenant(), "usr_1"))) {
            try (AppConnection bound = AppConnection.boundTo(nobody)) {
                assertThat(bound.rows(WHOSE + table)).isEmpty();
                assertThat(bound.attempt("delete from insula." + table)).isZero();
                bound.commit();
            }
        }
        assertThat(neighbours.rowsOfOthers(table, Actor.user("", "", ""))).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theApplicationByItselfAndTheGateMayNotEvenLook(String table) throws SQLException {
        try (AppConnection unbound = AppConnection.unbound()) {
            assertThat(unbound.refusal(WHOSE + table).state()).isEqualTo("42501");
        }
        try (AppConnection gate = AppConnection.atTheGate()) {
            assertThat(gate.refusal(WHOSE + table).state()).isEqualTo("42501");
        }
    }

    private static String whose(Actor actor) {
        return actor.formation() + '|' + actor.tenant() + '|' + actor.person();
    }

    /** Takes formation, tenant, user and id of the copy as parameters; the rest is copied from one's own row. */
    private static String copyOfOwnRow(String table) throws SQLException {
        List<String> columns = columns(table);
        List<String> copied = columns.subList(4, columns.size());
        return "insert into insula." + table + " (" + String.join(", ", columns) + ") select ?, ?, ?, ?, "
                + String.join(", ", copied) + " from insula." + table;
    }

    /** Formation, tenant, user and id first, in this order. */
    private static List<String> columns(String table) throws SQLException {
        return Superuser.rows(
                "select attname from pg_attribute where attrelid = ('insula.' || ?)::regclass and attnum > 0"
                        + " order by array_position(array['formation_id', 'tenant_id', 'user_id']::name[], attname),"
                        + " attnum",
                table);
    }
}
