package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CVE-2025-48757: a table that somebody made, or opened, without its policies stops the server at its start. */
class A6TableWithoutPolicyIT {

    private static final String CREATE = "create table insula.forgotten (tenant_id text not null)";

    private final TestDatabase database = TestDatabase.instance();
    private final Walls walls = new Walls(database.appDataSource());

    @ParameterizedTest
    @ValueSource(
            strings = {
                CREATE,
                CREATE + "; alter table insula.forgotten enable row level security",
                CREATE + "; alter table insula.forgotten enable row level security;"
                        + " alter table insula.forgotten force row level security",
                CREATE + "; create policy ajar on insula.forgotten to insula_user using (true)",
                CREATE + "; alter table insula.forgotten enable row level security;"
                        + " create policy ajar on insula.forgotten to insula_user using (true)",
                CREATE + "; alter table insula.forgotten force row level security;"
                        + " create policy ajar on insula.forgotten to insula_user using (true)",
                CREATE + "; alter table insula.forgotten enable row level security;"
                        + " alter table insula.forgotten force row level security;"
                        + " create policy everyone on insula.forgotten using (true)",
                "create table insula.forgotten (id text) partition by list (id)",
                "create table insula.forgotten (holds_no_tenant_at_all text)"
            })
    void aTableThatIsNotClosedIsFound(String made) throws SQLException {
        run(made);
        try {
            assertThat(walls.faults()).isNotEmpty().allSatisfy(fault -> assertThat(fault)
                    .contains("forgotten"));
        } finally {
            run("drop table insula.forgotten");
        }
        assertThat(walls.faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "message", "audit_entry", "tenant", "epoch", "api_key"})
    void aTableThatWasOpenedIsFound(String table) throws SQLException {
        for (List<String> switched : List.of(List.of("disable", "enable"), List.of("no force", "force"))) {
            run("alter table insula." + table + " " + switched.get(0) + " row level security");
            try {
                assertThat(walls.faults()).singleElement().asString().contains("insula." + table);
            } finally {
                run("alter table insula." + table + " " + switched.get(1) + " row level security");
            }
            assertThat(walls.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "loot"})
    void aTenantsTableElsewhereIsFound(String schema) throws SQLException {
        run("create schema if not exists " + schema);
        run("create table " + schema + ".forgotten (tenant_id text)");
        try {
            assertThat(walls.faults()).singleElement().asString().contains("forgotten");
        } finally {
            run("drop table " + schema + ".forgotten");
            run("drop schema if exists loot");
        }
        assertThat(walls.faults()).isEmpty();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.superuserDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
