package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.TableLock;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** A pooled connection whose last transaction ended badly, at any step, knows nothing of its last tenant. */
class A1DirtyConnectionIT {

    private static final String CANCELLED = "57014";
    private static final String WAITED_TOO_LONG = "55P03";
    private static final String SPEAK = "insert into insula.message (tenant_id, formation_id, message_id, session_id,"
            + " user_id, role, content, created_at) values (?, ?, 'msg_new', ?, ?, 'user', 'new', now())";
    private static final String FOOTPRINT =
            """
            select 'user ' || current_user || ' of ' || session_user
            union all select 'role ' || current_setting('role')
            union all select 'formation ' || current_setting('insula.formation', true)
              where current_setting('insula.formation', true) <> ''
            union all select 'tenant ' || current_setting('insula.tenant', true)
              where current_setting('insula.tenant', true) <> ''
            union all select 'person ' || current_setting('insula.person', true)
              where current_setting('insula.person', true) <> ''
            union all select 'setting ' || name || ' = ' || setting from pg_settings where source = 'session'
            union all select 'temporary ' || relname from pg_class where relnamespace = pg_my_temp_schema()
            union all select 'cursor ' || name from pg_cursors where name <> ''
            union all select 'listens to ' || c from pg_listening_channels() c
            union all select 'lock ' || locktype from pg_locks where pid = pg_backend_pid() and locktype = 'advisory'
            order by 1
            """;

    private Neighbours neighbours;
    private AppConnection pooled;
    private List<String> untouched;

    /** The steps of a transaction at which it may be stopped. */
    enum Step {
        BINDING("epoch"),
        READING("memory"),
        WRITING("message"),
        COMMITTING("chat_session");

        private final String table;

        Step(String table) {
            this.table = table;
        }
    }

    @BeforeEach
    void aConnectionComesFromThePool() throws SQLException {
        neighbours = Neighbours.moveIn();
        pooled = AppConnection.unbound();
        untouched = pooled.rows(FOOTPRINT);
        assertThat(untouched).contains("user insula_app of insula_app", "role none");
        pooled.commit();
    }

    @AfterEach
    void theConnectionIsClosed() throws SQLException {
        pooled.close();
    }

    @Test
    void afterACommitNothingIsLeft() throws SQLException {
        work();
        pooled.commit();
        nothingIsLeft();
    }

    @Test
    void afterARollbackNothingIsLeft() throws SQLException {
        work();
        pooled.rollback();
        nothingIsLeft();
    }

    @Test
    void afterAnErrorNothingIsLeft() throws SQLException {
        work();
        assertThatThrownBy(() -> pooled.rows("select 1 / 0")).hasMessageContaining("division by zero");
        assertThatThrownBy(() -> pooled.rows("select 1")).hasMessageContaining("transaction is aborted");
        pooled.rollback();
        nothingIsLeft();
    }

    @Test
    void committingAFailedTransactionLeavesNothingAndKeepsNothing() throws SQLException {
        work();
        assertThatThrownBy(() -> pooled.rows("select 1 / 0")).hasMessageContaining("division by zero");
        pooled.change("commit");
        nothingIsLeft();
    }

    @Test
    void afterACommitThatTheServerRefusedNothingIsLeft() throws SQLException {
        pooled.bind(neighbours.alice());
        speak("sess_of_nobody");
        assertThatThrownBy(pooled::commit).isInstanceOf(SQLException.class);
        pooled.rollback();
        nothingIsLeft();
    }

    @Test
    void afterTheGateNothingIsLeft() throws SQLException {
        pooled.enterGate();
        pooled.rows("select * from insula_gate.find_user(?, ?, 'x', false)", neighbours.formation(), "x");
        pooled.commit();
        nothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource
    void cancelledAtAnyStepNothingIsLeft(Step step) throws Exception {
        try (TableLock lock = TableLock.of(step.table)) {
            CompletableFuture<Void> canceller = CompletableFuture.runAsync(() -> cancelAt(lock));
            assertThatThrownBy(() -> workUpTo(step))
                    .isInstanceOfSatisfying(SQLException.class, stopped -> assertThat(stopped.getSQLState())
                            .isEqualTo(CANCELLED));
            canceller.get(30, TimeUnit.SECONDS);
        }
        pooled.rollback();
        nothingIsLeft();
    }

    /** A COMMIT is under no statement_timeout: what still waits there is ended by lock_timeout. */
    @ParameterizedTest
    @EnumSource
    void timedOutAtAnyStepNothingIsLeft(Step step) throws SQLException {
        boolean committing = step == Step.COMMITTING;
        try (TableLock lock = TableLock.of(step.table)) {
            assertThat(lock.isHeld()).isTrue();
            pooled.change(committing ? "set local lock_timeout = '100ms'" : "set local statement_timeout = '100ms'");
            assertThatThrownBy(() -> workUpTo(step))
                    .isInstanceOfSatisfying(SQLException.class, stopped -> assertThat(stopped.getSQLState())
                            .isEqualTo(committing ? WAITED_TOO_LONG : CANCELLED));
        }
        pooled.rollback();
        nothingIsLeft();
    }

    @Test
    void nothingCouldBeLeftInATemporaryTable() throws SQLException {
        assertThat(pooled.refusal("create temporary table loot (content text)").message())
                .contains("permission denied to create temporary tables");
        pooled.bind(neighbours.alice());
        assertThat(pooled.refusal("create temporary table loot (content text)").message())
                .contains("permission denied to create temporary tables");
    }

    private void work() throws SQLException {
        pooled.bind(neighbours.alice());
        assertThat(pooled.rows("select memory_id from insula.memory")).containsExactly("mem_1");
        speak("sess_1");
    }

    private void workUpTo(Step step) throws SQLException {
        pooled.bind(neighbours.alice());
        if (step == Step.READING) {
            pooled.rows("select content from insula.memory");
        }
        speak("sess_1");
        pooled.commit();
    }

    private void speak(String session) throws SQLException {
        Actor alice = neighbours.alice();
        pooled.change(SPEAK, alice.tenant(), alice.formation(), session, alice.person());
    }

    private void nothingIsLeft() throws SQLException {
        assertThat(pooled.rows(FOOTPRINT)).isEqualTo(untouched);
        assertThat(pooled.refusal("select content from insula.memory").state()).isEqualTo("42501");
        pooled.commit();
        Actor next = neighbours.aliceOfTheOtherTenant();
        pooled.bind(next);
        assertThat(pooled.rows("select content from insula.memory"))
                .containsExactly(next.formation() + '/' + next.tenant() + "/usr_1");
        assertThat(pooled.rows("select message_id from insula.message")).containsExactly("msg_1");
    }

    private void cancelAt(TableLock lock) {
        try {
            lock.awaitWaiting(1);
            pooled.connection().unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
