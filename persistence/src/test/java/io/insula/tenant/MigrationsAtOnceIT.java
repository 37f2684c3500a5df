package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.postgres.DataDirectory;
import io.insula.postgres.EmbeddedPostgres;
import io.insula.postgres.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two operators, or two nodes, that migrate at the same moment: one waits for the other, and nothing is done twice. */
class MigrationsAtOnceIT {

    @TempDir
    static Path directory;

    private static DataDirectory data;
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void aDatabaseThatNobodyMigrated() {
        data = DataDirectory.open(directory.resolve("data"));
        postgres = EmbeddedPostgres.start(data, progress -> {});
    }

    @AfterAll
    static void end() {
        postgres.close();
        data.close();
    }

    @Test
    void bothEndWellAndEachMigrationRanOnce() throws Exception {
        int all = migrations().check().size();
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<String> migrating = () -> {
            Migrations migrations = migrations();
            together.await(30, TimeUnit.SECONDS);
            return migrations.migrate();
        };
        ExecutorService operators = Executors.newFixedThreadPool(2);
        try {
            Future<String> one = operators.submit(migrating);
            Future<String> other = operators.submit(migrating);

            assertThat(one.get(2, TimeUnit.MINUTES)).isEqualTo(other.get(2, TimeUnit.MINUTES));
        } finally {
            operators.shutdownNow();
        }
        assertThat(migrations().check()).isEmpty();
        assertThat(rows()).isEqualTo(all + " rows, " + all + " versions, all well: t");
    }

    private Migrations migrations() {
        return new Migrations(postgres.url(), data.ownerPassword().read());
    }

    private String rows() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        postgres.url(), "postgres", data.superuserPassword().read());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*), count(distinct version), bool_and(success)"
                        + " from insula.flyway_schema_history where version is not null")) {
            row.next();
            return row.getString(1) + " rows, " + row.getString(2) + " versions, all well: " + row.getString(3);
        }
    }
}
