package io.insula.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.UserWall;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryIsolationIT extends UserWall {

    @Override
    protected List<String> tables() {
        return List.of(
                "memory",
                "memory_vector",
                "memory_revision",
                "memory_source",
                "memory_collection",
                "memory_value",
                "buffer_entry",
                "working_entry",
                "working_revision",
                "working_index",
                "memory_import",
                "memory_import_part");
    }

    @Override
    protected List<String> tablesToWriteTo() {
        return List.of(
                "memory",
                "memory_source",
                "memory_collection",
                "memory_value",
                "buffer_entry",
                "working_entry",
                "memory_import",
                "memory_import_part");
    }

    @Test
    void whatIsDecidedOfStatementsIsWrittenIntoOnesOwnAlone() throws SQLException {
        List<String> others = neighbours().rowsOfOthers("memory", neighbours().alice());
        try (AppConnection bound = AppConnection.boundTo(neighbours().alice())) {
            bound.change("update insula.memory set verdicts = 'mem_1 supersedes 1f'");
            assertThat(bound.rows("select distinct verdicts from insula.memory"))
                    .containsExactly("mem_1 supersedes 1f");
            bound.commit();
        }
        assertThat(neighbours().rowsOfOthers("memory", neighbours().alice())).isEqualTo(others);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void neitherAdministratorsNorTheOperatorReadWhatIsRemembered(String table) throws SQLException {
        Actor administrator =
                Actor.tenant(neighbours().formation(), neighbours().tenant());
        for (Actor actor : List.of(administrator, Actor.platform(neighbours().formation()))) {
            try (AppConnection bound = AppConnection.boundTo(actor)) {
                assertThat(bound.refusal("select count(*) from insula." + table).state())
                        .isEqualTo("42501");
            }
        }
    }
}
