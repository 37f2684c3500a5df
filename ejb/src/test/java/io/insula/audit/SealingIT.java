package io.insula.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Sealing among late commits, other nodes and sudden ends. */
class SealingIT {

    private final TrailFixture trail = new TrailFixture();

    @Test
    void anEntryThatCommitsLateIsSealedLaterAndNeitherLostNorInTheWay() throws SQLException {
        try (Connection late = trail.open()) {
            trail.write(late);
            trail.written(5).sealed();
            assertThat(sealed()).containsExactly("aud_2", "aud_3", "aud_4", "aud_5", "aud_6");

            late.commit();
        }
        trail.sealed();

        assertThat(sealed()).containsExactly("aud_2", "aud_3", "aud_4", "aud_5", "aud_6", "aud_1");
        assertThat(trail.faults()).isEmpty();
        assertThat(trail.verified().unsealed()).isZero();
    }

    @Test
    void anEntryThatIsRolledBackLeavesNoGap() throws SQLException {
        try (Connection undone = trail.open()) {
            trail.write(undone);
            trail.written(3);
            undone.rollback();
        }
        trail.sealed();

        assertThat(sealed()).containsExactly("aud_2", "aud_3", "aud_4");
        assertThat(trail.faults()).isEmpty();
    }

    @Test
    void aSealerThatDiesMidwayLeavesNothingAndTheNextOneGoesOn() throws SQLException {
        trail.written(10);
        trail.seal();
        Connection dying = trail.open();
        assertThat(trail.sealIn(dying)).isEqualTo(TrailFixture.BATCH);
        trail.spoil("select pg_terminate_backend(" + pid(dying) + ", 10000)");
        dying.close();
        assertThat(sealed()).hasSize(TrailFixture.BATCH);

        trail.sealed();

        assertThat(sealed()).hasSize(10).doesNotHaveDuplicates();
        assertThat(trail.faults()).isEmpty();
    }

    @Test
    void whileOneNodeSealsTheOtherGoesAway() throws SQLException {
        trail.written(10);
        try (Connection one = trail.open();
                Connection other = trail.open()) {
            assertThat(trail.sealIn(one)).isEqualTo(TrailFixture.BATCH);
            assertThat(trail.sealIn(other)).isZero();
            other.rollback();
            one.commit();
        }
        trail.sealed();

        assertThat(sealed()).hasSize(10).doesNotHaveDuplicates();
        assertThat(trail.faults()).isEmpty();
    }

    @Test
    void nodesThatSealAtOnceWhileOthersWriteMakeOneChain() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            Future<?> writer = nodes.submit(() -> trail.written(60));
            List<Future<?>> sealers =
                    List.of(nodes.submit(() -> sealUntil(writer)), nodes.submit(() -> sealUntil(writer)));
            writer.get();
            for (Future<?> sealer : sealers) {
                sealer.get();
            }
        } finally {
            nodes.shutdownNow();
        }
        trail.sealed();

        assertThat(sealed()).hasSize(60).doesNotHaveDuplicates();
        assertThat(trail.faults()).isEmpty();
    }

    @Test
    void aChainIsSealedInTheScopeOfItsTenantAlone() throws SQLException {
        trail.written(2);
        Chain neighbour = new Chain(trail.chain().formation(), "tnt_other");
        try (Connection other = TrailFixture.open(neighbour)) {
            assertThat(trail.sealIn(other)).isZero();
        }
        try (Connection operator = TrailFixture.open(new Chain(trail.chain().formation(), ""))) {
            assertThat(SealStore.waiting(operator, trail.chain().formation()))
                    .containsExactly(trail.chain().tenant());
        }
    }

    private Void sealUntil(Future<?> end) throws SQLException {
        while (!end.isDone()) {
            trail.seal();
        }
        return null;
    }

    private List<String> sealed() throws SQLException {
        return trail.look("select entry_id from insula.audit_seal where CHAIN order by position");
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }
}
