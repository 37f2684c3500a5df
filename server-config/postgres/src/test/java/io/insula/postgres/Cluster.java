package io.insula.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** One cluster in a data directory of its own, which the tests start, stop and disturb. */
final class Cluster implements AutoCloseable {
    private final DataDirectory data;
    private EmbeddedPostgres postgres;

    Cluster(Path root) throws IOException {
        data = DataDirectory.open(root);
        Path programs = Path.of("target/test-postgres").toAbsolutePath();
        Files.createDirectories(programs);
        Files.createSymbolicLink(data.binaries(), programs);
    }

    DataDirectory data() {
        return data;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    void start() {
        postgres = EmbeddedPostgres.start(data, line -> {});
    }

    void stop() {
        postgres.close();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        data.close();
        Files.delete(data.binaries());
    }

    Migrations migrations() {
        return new Migrations(postgres.url(), data.ownerPassword().read(), "classpath:db/testmigration");
    }

    String pid() throws IOException {
        return Files.readAllLines(data.cluster().resolve("postmaster.pid")).get(0);
    }

    List<String> asSuperuser(String query) throws SQLException {
        return rows("postgres", data.superuserPassword().read(), query);
    }

    List<String> asOwner(String query) throws SQLException {
        return rows("insula_owner", data.ownerPassword().read(), query);
    }

    List<String> asApplication(String query) throws SQLException {
        return rows("insula_app", data.appPassword().read(), query);
    }

    List<String> asBackup(String query) throws SQLException {
        return rows("insula_backup", data.backupPassword().read(), query);
    }

    List<String> rows(String user, String password, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = source(user, password).getConnection();
                Statement statement = connection.createStatement()) {
            boolean answered = statement.execute(query);
            ResultSet result = answered ? statement.getResultSet() : null;
            while (answered && result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    PGSimpleDataSource source(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.url());
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
