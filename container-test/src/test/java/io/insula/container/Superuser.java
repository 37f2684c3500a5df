package io.insula.container;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.ds.PGSimpleDataSource;

/** Whom no policy binds: arranges, looks behind the walls, and takes one down for the length of a test. */
@ApplicationScoped
public class Superuser {

    private final String url = setting("insula.database.url");
    private final String passwordFile = setting("insula.test.superuser-password-file");

    /** The first column of each row. */
    public List<String> rows(String sql, Object... parameters) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            if (statement.execute()) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        rows.add(result.getString(1));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    /** Runs something while row-level security is off on all tables; grants and bindings stay as they are. */
    public void withoutRowSecurity(Runnable work) {
        rowSecurity("disable");
        try {
            work.run();
        } finally {
            rowSecurity("enable");
        }
    }

    /**
     * The same, and whoever is bound to nobody may do with memories what users may with theirs: nothing of the database's
     * own is left before them.
     */
    public void withoutDatabaseWalls(Runnable work) {
        withoutRowSecurity(() -> {
            rows("grant usage on schema insula to insula_app");
            rows("grant select, update, delete on insula.memory to insula_app");
            try {
                work.run();
            } finally {
                rows("revoke all on insula.memory from insula_app");
                rows("revoke all on schema insula from insula_app");
            }
        });
    }

    private void rowSecurity(String verb) {
        List<String> tables = rows("select tablename from pg_tables where schemaname = 'insula'"
                + " and tablename <> 'flyway_schema_history' order by 1");
        // One at a time: whoever held several would sooner or later wait for the server's own work, and that for them.
        tables.forEach(table -> rows("alter table insula." + table + " " + verb + " row level security"));
    }

    /** As the product reads its own: not every server makes what it was told a property of the JVM. */
    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser("postgres");
        try {
            source.setPassword(Files.readString(Path.of(passwordFile)).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        source.setOptions("-c lock_timeout=10s");
        return source.getConnection();
    }
}
