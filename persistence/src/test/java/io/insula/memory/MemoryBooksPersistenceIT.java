package io.insula.memory;

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

/** What the database keeps count of, and how changes to one user's memories follow each other. */
class MemoryBooksPersistenceIT {

    private static final int CROWD = 12;
    private static final String HOLD = "select expiring, values_kept from insula.hold_memories()";
    private static final String PUT_VALUE =
            "insert into insula.memory_value (tenant_id, formation_id, user_id, namespace,"
                    + " key, value, created_at, updated_at) values (?, ?, ?, 'n', ?, '1', now(), now())";

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @Test
    void rowsOfTheSchemaBeforeGetTheDefaults() throws SQLException {
        assertThat(asAlice("select collection, expires_at, gist, version, sources from insula.memory"))
                .containsExactly("default|null|null|1|1");
    }

    @Test
    void whateverACacheKeepsBesideTheVectorBeginsARevisionWhenItChanges() throws SQLException {
        for (String change : List.of(
                "collection = 'work'", "expires_at = now()", "content = 'other words'", "session_id = 'sess_9'")) {
            long before = revision();
            change("update insula.memory set " + change);
            assertThat(revision()).as(change).isGreaterThan(before);
        }
        long before = revision();
        change("update insula.memory set metadata = '{}', version = 2, gist = 'g'");
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void metadataAreFoundByEqualFieldsOnly() throws SQLException {
        assertThat(asAlice("select insula.metadata_holds('{\"a\": \"x\", \"n\": 3}', '{\"n\": 3.0}'),"
                        + " insula.metadata_holds('{\"a\": \"x\"}', '{\"a\": \"y\"}'),"
                        + " insula.metadata_holds('{\"a\": [\"x\"]}', '{\"a\": \"x\"}'),"
                        + " insula.metadata_holds(null, '{\"a\": \"x\"}')"))
                .containsExactly("t|f|f|f");
    }

    @Test
    void holdingMakesTheBooksOfAUserWhoHasNoneYet() throws SQLException {
        Superuser.run("delete from insula.memory_revision where tenant_id = '" + neighbours.tenant() + "'");
        assertThat(asAlice(HOLD)).containsExactly("f|0");
    }

    @Test
    void aCollectionThatExpiresIsToldByTheBooks() throws SQLException {
        assertThat(asAlice(HOLD)).containsExactly("t|1");
        change("update insula.memory_collection set expires_after = null");
        assertThat(asAlice(HOLD)).containsExactly("f|1");
        change("update insula.memory_collection set expires_after = 60");
        change("delete from insula.memory_collection");
        assertThat(asAlice(HOLD)).containsExactly("f|1");
    }

    @Test
    void aCrowdOfValuesIsCountedOneByOne() throws Exception {
        Actor alice = neighbours.alice();
        Together.all(CROWD, i -> {
            try (AppConnection bound = AppConnection.boundTo(alice)) {
                bound.change(PUT_VALUE, alice.tenant(), alice.formation(), alice.person(), "key" + i);
                bound.commit();
            }
            return i;
        });
        assertThat(asAlice(HOLD)).containsExactly("t|" + (CROWD + 1));
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            bound.change("delete from insula.memory_value");
            bound.commit();
        }
        assertThat(asAlice(HOLD)).containsExactly("t|0");
    }

    @Test
    void theBooksOfNamesakesStandStill() throws SQLException {
        List<String> before = neighbours.rowsOfOthers("memory_revision", neighbours.alice());
        asAlice(HOLD);
        change("update insula.memory set content = 'other words'");
        change("delete from insula.memory_collection");
        change("delete from insula.memory_value");
        assertThat(neighbours.rowsOfOthers("memory_revision", neighbours.alice()))
                .isEqualTo(before);
    }

    @Test
    void sourcesGoWithTheirMemory() throws SQLException {
        List<String> others = neighbours.rowsOfOthers("memory_source", neighbours.alice());
        change("delete from insula.memory");
        assertThat(asAlice("select source_id from insula.memory_source")).isEmpty();
        assertThat(neighbours.rowsOfOthers("memory_source", neighbours.alice())).isEqualTo(others);
    }

    private List<String> asAlice(String sql) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            List<String> rows = bound.rows(sql);
            bound.commit();
            return rows;
        }
    }

    private void change(String sql) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            assertThat(bound.change(sql)).isOne();
            bound.commit();
        }
    }

    private long revision() throws SQLException {
        return Long.parseLong(
                asAlice("select revision from insula.memory_revision").get(0));
    }
}
