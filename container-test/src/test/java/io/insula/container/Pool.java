package io.insula.container;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The connections of the product's pool, looked at outside any transaction. */
@ApplicationScoped
public class Pool {

    /** The size of the product's pool: whoever holds so many connections holds them all. */
    private static final int SIZE = 20;

    private static final String WHAT_IS_LEFT =
            """
            select pg_backend_pid(),
                   concat_ws(' ', current_user, session_user, current_setting('role'),
                       nullif(current_setting('insula.formation', true), ''),
                       nullif(current_setting('insula.tenant', true), ''),
                       nullif(current_setting('insula.person', true), ''),
                       (select 'locks' where exists (select from pg_locks l
                           where l.pid = pg_backend_pid() and l.locktype in ('advisory', 'tuple'))))
            """;

    @Resource(lookup = "java:app/jdbc/insula")
    DataSource source;

    /** What each connection of the pool carries, by the process that serves it in the database. */
    public Map<Integer, String> leftovers() {
        Map<Integer, String> found = new LinkedHashMap<>();
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < SIZE; i++) {
                Connection connection = source.getConnection();
                all.add(connection);
                look(connection, found);
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            all.forEach(Pool::giveBack);
        }
    }

    private static void look(Connection connection, Map<Integer, String> found) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(WHAT_IS_LEFT)) {
            result.next();
            found.put(result.getInt(1), result.getString(2));
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
