package io.insula.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import io.insula.tenant.testing.Together;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoryRevisionPersistenceIT {

    private static final int CROWD = 16;
    private static final String REVISION = "select revision, deleted_revision from insula.memory_revision";

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @Test
    void everyNewVectorBeginsARevision() throws SQLException {
        remember("mem_3");
        assertThat(revision()).isEqualTo("2|0");
        assertThat(Superuser.rows(
                        "select memory_id, revision from insula.memory_vector where tenant_id = ? and formation_id = ?"
                                + " and user_id = 'usr_1' order by revision",
                        neighbours.tenant(),
                        neighbours.formation()))
                .containsExactly("mem_1|1", "mem_3|2");
    }

    @Test
    void aCrowdOfVectorsIsNumberedOneByOne() throws Exception {
        Together.all(CROWD, i -> {
            remember("mem_c" + i);
            return i;
        });

        assertThat(Superuser.rows(
                        "select revision from insula.memory_vector where tenant_id = ? and formation_id = ?"
                                + " and user_id = 'usr_1' order by revision",
                        neighbours.tenant(),
                        neighbours.formation()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, CROWD + 1)
                        .mapToObj(String::valueOf)
                        .toList());
        assertThat(revision()).isEqualTo(CROWD + 1 + "|0");
    }

    @Test
    void deletingAVectorBeginsARevisionThatSaysSo() throws SQLException {
        remember("mem_3");
        change("delete from insula.memory_vector where memory_id = 'mem_1'");
        assertThat(revision()).isEqualTo("3|3");
        remember("mem_4");
        assertThat(revision()).isEqualTo("4|3");
    }

    /** The cascade runs as the owner, yet the revision must rise: a cache would go on quoting what was forgotten. */
    @Test
    void aVectorThatGoesWithItsMemoryBeginsARevisionToo() throws SQLException {
        change("delete from insula.memory where memory_id = 'mem_1'");
        assertThat(revision()).isEqualTo("2|2");
    }

    @Test
    void aCascadeLeavesTheMemoriesOfNamesakesAlone() throws SQLException {
        List<String> vectors = neighbours.rowsOfOthers("memory_vector", neighbours.alice());
        List<String> revisions = neighbours.rowsOfOthers("memory_revision", neighbours.alice());
        change("delete from insula.memory where memory_id = 'mem_1'");
        assertThat(neighbours.rowsOfOthers("memory_vector", neighbours.alice())).isEqualTo(vectors);
        assertThat(neighbours.rowsOfOthers("memory_revision", neighbours.alice()))
                .isEqualTo(revisions);
    }

    @Test
    void aDeletedMemoryTakesItsVectorAlongInOneTransactionThatCachedThePlanForTheOwner() throws SQLException {
        remember("mem_3");
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            bound.change("delete from insula.memory where memory_id = 'mem_1'");
            bound.change("delete from insula.memory_vector where memory_id = 'mem_3'");
            bound.commit();
            bound.bind(neighbours.aliceOfTheOtherTenant());
            bound.change("delete from insula.memory");
            bound.commit();
        }
        assertThat(revision()).isEqualTo("4|4");
        assertThat(Superuser.rows(
                        "select user_id, revision from insula.memory_revision where tenant_id = ? and formation_id = ?"
                                + " order by 1",
                        neighbours.otherTenant(),
                        neighbours.formation()))
                .containsExactly("usr_1|2", "usr_2|1");
    }

    @Test
    void onesOwnRevisionTellsNothingOfWhatOthersRemember() throws SQLException {
        String before = revision();
        for (Actor other : neighbours.othersThanAlice().toList()) {
            try (AppConnection bound = AppConnection.boundTo(other)) {
                bound.change("delete from insula.memory");
                bound.commit();
            }
        }
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void vectorsAreCountedAsTheyComeAndGo() throws SQLException {
        remember("mem_3");
        remember("mem_4");
        change("delete from insula.memory where memory_id = 'mem_1'");
        change("update insula.memory_vector set revision = 0 where memory_id = 'mem_3'");

        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            assertThat(bound.rows("select vectors from insula.memory_revision")).containsExactly("2");
            assertThat(bound.rows("select count(*) from insula.memory_vector")).containsExactly("2");
        }
    }

    @Test
    void aRevisionThatIsRolledBackNeverBegan() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            bound.change("delete from insula.memory_vector");
            assertThat(bound.rows(REVISION)).containsExactly("2|2");
            bound.rollback();
        }
        assertThat(revision()).isEqualTo("1|0");
    }

    private void remember(String id) throws SQLException {
        Actor alice = neighbours.alice();
        Object[] whose =
                Stream.of(alice.tenant(), alice.formation(), alice.person(), id).toArray();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            bound.change(
                    "insert into insula.memory (tenant_id, formation_id, user_id, memory_id, source, shape, content,"
                            + " created_at) values (?, ?, ?, ?, 'explicit', 'content', 'new', now())",
                    whose);
            bound.change(
                    "insert into insula.memory_vector (tenant_id, formation_id, user_id, memory_id, revision, model,"
                            + " dimension, vector) values (?, ?, ?, ?, 0, 'model', 1, '\\x00000000')",
                    whose);
            bound.commit();
        }
    }

    private void change(String sql) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            assertThat(bound.change(sql)).isOne();
            bound.commit();
        }
    }

    private String revision() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            List<String> rows = bound.rows(REVISION);
            assertThat(rows).hasSize(1);
            return rows.get(0);
        }
    }
}
