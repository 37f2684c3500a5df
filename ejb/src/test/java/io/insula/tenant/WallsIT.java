package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WallsIT {

    private final TestDatabase database = TestDatabase.instance();
    private final Walls walls = new Walls(database.appDataSource());

    @Test
    void wallsThatStandHaveNoFault() {
        assertThat(walls.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter role insula_app superuser| alter role insula_app nosuperuser| insula_app is a superuser",
                "alter role insula_app bypassrls| alter role insula_app nobypassrls| bypasses row-level security",
                "alter role insula_app createrole| alter role insula_app nocreaterole| may create roles",
                "alter role insula_app createdb| alter role insula_app nocreatedb| may create roles or databases",
                "alter role insula_app replication| alter role insula_app noreplication| or replicate",
                "alter role insula_user bypassrls| alter role insula_user nobypassrls| the scope insula_user",
                "grant insula_user to insula_app with inherit true| grant insula_user to insula_app with inherit false|"
                        + " inherits the rights of insula_user",
                "grant insula_owner to insula_app with inherit false| revoke insula_owner from insula_app|"
                        + " may become insula_owner",
                "grant insula_definer to insula_user| revoke insula_definer from insula_user|"
                        + " may become insula_definer",
                "grant pg_read_server_files to insula_app with inherit false|"
                        + " revoke pg_read_server_files from insula_app| may become pg_read_server_files",
                "alter table insula.memory owner to insula_app| alter table insula.memory owner to insula_owner|"
                        + " owns insula.memory",
                "create schema loot authorization insula_app| drop schema loot| owns the schema loot",
                "alter database insula owner to insula_app|"
                        + " alter database insula owner to insula_owner; grant connect on database insula to insula_app|"
                        + " owns the database"
            })
    void aRoleThatMayTooMuchIsFound(String broken, String mended, String fault) throws SQLException {
        assertThat(faultsWhile(broken, mended))
                .anySatisfy(line -> assertThat(line).contains(fault));
        assertThat(walls.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create function insula_context.loot() returns int language sql security definer as 'select 1'|"
                        + " drop function insula_context.loot()| no fixed search_path",
                "create view insula.loot as select * from insula.memory| drop view insula.loot|"
                        + " does not run with the rights of its caller",
                "create materialized view insula.loot as select 1| drop materialized view insula.loot|"
                        + " does not run with the rights of its caller",
                "create policy loot on insula.memory using (true)| drop policy loot on insula.memory|"
                        + " names no role",
                "insert into insula.flyway_schema_history values (99, '999', 'x', 'SQL', 'x', 0, 'x', now(), 0, true)|"
                        + " delete from insula.flyway_schema_history where version = '999'|"
                        + " the schema has version 999"
            })
    void whatGoesRoundThePoliciesIsFound(String broken, String mended, String fault) throws SQLException {
        assertThat(faultsWhile(broken, mended)).singleElement().asString().contains(fault);
        assertThat(walls.faults()).isEmpty();
    }

    @Test
    void severalFaultsAreListedTogether() throws SQLException {
        assertThat(faultsWhile(
                        "alter role insula_app bypassrls; alter table insula.memory disable row level security;"
                                + " alter table insula.message no force row level security",
                        "alter role insula_app nobypassrls; alter table insula.memory enable row level security;"
                                + " alter table insula.message force row level security"))
                .hasSize(3);
    }

    @Test
    void theOwnerIsRefused() {
        assertThat(new Walls(database.ownerDataSource()).faults())
                .anySatisfy(line -> assertThat(line).contains("insula_owner owns"));
    }

    @Test
    void theSuperuserIsRefused() {
        assertThat(new Walls(database.superuserDataSource()).faults())
                .anySatisfy(line -> assertThat(line).contains("postgres is a superuser"));
    }

    private List<String> faultsWhile(String broken, String mended) throws SQLException {
        asSuperuser(broken);
        try {
            return walls.faults();
        } finally {
            asSuperuser(mended);
        }
    }

    private void asSuperuser(String sql) throws SQLException {
        try (Connection connection = database.superuserDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
