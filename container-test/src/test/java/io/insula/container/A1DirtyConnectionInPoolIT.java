package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.RollbackException;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** However a transaction ends: the connection that it used carries nothing of its tenant to the next one. */
class A1DirtyConnectionInPoolIT extends InContainer {

    private static final String CLEAN = "insula_app insula_app none";
    private static final String CANCELLED = "canceling statement due to user request";
    private static final String DIVISION = "select 1 / 0";
    private static final String CANCEL = "select pg_cancel_backend(pid) from pg_stat_activity"
            + " where pid = ? and state = 'active' and wait_event = 'PgSleep'";

    @Inject
    private Endings endings;

    @Inject
    private Pool pool;

    @Inject
    private Threads threads;

    private final AtomicInteger process = new AtomicInteger();

    @Test
    void afterACommit() throws Exception {
        endings.of(Person.ANN, 0, then(entities -> {}), UserTransaction::commit);
        assertThat(house.changed()).containsExactly(Person.ANN);
        assertNothingIsLeft();
    }

    @Test
    void afterARollback() throws Exception {
        endings.of(Person.ANN, 0, then(entities -> {}), UserTransaction::rollback);
        assertNothingHappened();
    }

    @Test
    void afterAnException() {
        assertThatThrownBy(() -> endings.of(Person.ANN, 0, then(A1DirtyConnectionInPoolIT::fail), end -> {}))
                .hasStackTraceContaining("broken in the middle");
        assertNothingHappened();
    }

    @Test
    void afterAnExceptionThatTheContainerSees() {
        assertThatThrownBy(() -> work.as(Person.ANN, entities -> {
                    process.set((Integer) run(entities, "select pg_backend_pid()"));
                    Queries.updateAll(entities);
                    fail(entities);
                    return null;
                }))
                .hasStackTraceContaining("broken in the middle");
        assertNothingHappened();
    }

    @Test
    void afterAStatementThatFailed() {
        assertThatThrownBy(() ->
                        endings.of(Person.ANN, 0, then(entities -> run(entities, DIVISION)), UserTransaction::commit))
                .hasStackTraceContaining("division by zero");
        assertNothingHappened();
    }

    @Test
    void afterAStatementWhoseFailureWasIgnored() {
        assertThatThrownBy(() -> endings.of(
                        Person.ANN,
                        0,
                        then(entities -> assertThatThrownBy(() -> run(entities, DIVISION))
                                .hasStackTraceContaining("division by zero")),
                        UserTransaction::commit))
                .isInstanceOf(RollbackException.class);
        assertNothingHappened();
    }

    /** A server that finds the connection still in use when it ends the transaction may throw it away, and make another. */
    @Test
    void afterATimeOut() {
        assertThatThrownBy(() -> endings.of(
                        Person.ANN,
                        1,
                        then(entities -> run(entities, "select cast(pg_sleep(2) as text)")),
                        UserTransaction::commit))
                .isInstanceOf(RollbackException.class);
        assertThat(house.changed()).isEmpty();
        assertNothingIsLeft(pool.leftovers());
    }

    @Test
    void afterAReadThatWasCancelled() {
        assertThatThrownBy(() -> cancelDuring("select cast(pg_sleep(25) as text)"))
                .hasStackTraceContaining(CANCELLED);
        assertNothingHappened();
    }

    @Test
    void afterAWriteThatWasCancelled() {
        assertThatThrownBy(() -> cancelDuring("with changed as (update insula.memory"
                        + " set content = content || cast(pg_sleep(25) as text) returning 1)"
                        + " select count(*) from changed"))
                .hasStackTraceContaining(CANCELLED);
        assertNothingHappened();
    }

    private void cancelDuring(String sql) {
        AtomicInteger victim = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Callable<Void> request = () -> {
            try {
                Consumer<EntityManager> statement = entities -> {
                    victim.set(process.get());
                    run(entities, sql);
                };
                endings.of(Person.ANN, 0, then(statement), UserTransaction::commit);
                return null;
            } finally {
                over.set(true);
            }
        };
        Callable<Void> canceller = () -> {
            while (!over.get() && superuser.rows(CANCEL, victim.get()).isEmpty()) {
                Thread.onSpinWait();
            }
            return null;
        };
        threads.together(List.of(request, canceller));
    }

    private Endings.Step then(Consumer<EntityManager> more) {
        return (serving, entities) -> {
            process.set(serving);
            more.accept(entities);
        };
    }

    private static Object run(EntityManager entities, String sql) {
        return Queries.nativeQuery(entities, sql).getSingleResult();
    }

    private static void fail(EntityManager entities) {
        throw new IllegalArgumentException("broken in the middle, open: " + entities.isOpen());
    }

    private void assertNothingHappened() {
        assertThat(house.changed()).isEmpty();
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        Map<Integer, String> leftovers = pool.leftovers();
        assertThat(leftovers).containsKey(process.get());
        assertNothingIsLeft(leftovers);
    }

    private void assertNothingIsLeft(Map<Integer, String> leftovers) {
        assertThat(leftovers).hasSize(20);
        assertThat(leftovers.values()).containsOnly(CLEAN);
        for (Person next : Person.ANN.others()) {
            assertThat(work.<List<String>>as(next, entities -> Queries.words(Queries.byJpql(entities))))
                    .containsExactly(next.words(), next.words());
            assertThatThrownBy(() -> work.unbound(entities -> run(entities, "select count(*) from insula.memory")))
                    .hasStackTraceContaining("permission denied");
        }
    }
}
