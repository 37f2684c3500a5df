package io.insula.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The roles by which PostgreSQL keeps tenants, users and the application itself apart.
 *
 * <p>They stand in {@code roles.sql}, which a database administrator runs with {@code psql} on a server of the house and
 * which the embedded server runs at each start: running it again changes nothing.
 */
public final class DatabaseRoles {
    private static final String EXECUTE_RESULT = "\\gexec";
    private static final String CONNECT = "\\connect insula";

    private final String host;
    private final int port;
    private final String superuserPassword;

    DatabaseRoles(String host, int port, String superuserPassword) {
        this.host = host;
        this.port = port;
        this.superuserPassword = superuserPassword;
    }

    /** The script for an administrator; where passwords belong it asks for them instead of holding any. */
    public static String script() {
        return resource("roles.sql") + "\n" + resource("passwords.sql");
    }

    void apply(RolePasswords passwords) {
        String[] halves = resource("roles.sql").split("(?m)^" + Pattern.quote(CONNECT) + "$", 2);
        runIn("postgres", halves[0]);
        runIn(EmbeddedPostgres.DATABASE, halves[1]);
        setPasswords(passwords);
    }

    private void runIn(String database, String script) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String paragraph : script.split("\n\\s*\n", -1)) {
                run(statement, paragraph.strip());
            }
        } catch (SQLException e) {
            throw new PostgresException("The roles of the database cannot be set: " + e.getMessage(), e);
        }
    }

    private static void run(Statement statement, String paragraph) throws SQLException {
        if (paragraph.isEmpty()) {
            return;
        }
        if (!paragraph.endsWith(EXECUTE_RESULT)) {
            statement.execute(paragraph);
            return;
        }
        String query = paragraph.substring(0, paragraph.length() - EXECUTE_RESULT.length());
        List<String> commands = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                commands.add(rows.getString(1));
            }
        }
        for (String command : commands) {
            statement.execute(command);
        }
    }

    /** The driver sends only the SCRAM verifier, so that no log of the server can hold a password. */
    private void setPasswords(RolePasswords passwords) {
        try (Connection connection = connect(EmbeddedPostgres.DATABASE)) {
            PGConnection session = connection.unwrap(PGConnection.class);
            session.alterUserPassword("insula_owner", passwords.owner().toCharArray(), "scram-sha-256");
            session.alterUserPassword("insula_app", passwords.app().toCharArray(), "scram-sha-256");
            session.alterUserPassword("insula_backup", passwords.backup().toCharArray(), "scram-sha-256");
        } catch (SQLException e) {
            throw new PostgresException("The passwords of the database roles cannot be set", e);
        }
    }

    private Connection connect(String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser("postgres");
        source.setPassword(superuserPassword);
        return source.getConnection();
    }

    private static String resource(String name) {
        try (InputStream in = DatabaseRoles.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
