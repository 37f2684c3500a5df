package io.insula.bench;

import io.insula.kernel.rest.Anonymous;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/**
 * Bind, select, commit: the three round trips of a memory read on the product's pool, under row-level security, without
 * key, bean, JTA, JPA and JSON binding.
 */
@ApplicationScoped
@Path("/bench/jdbc")
@Produces(MediaType.APPLICATION_JSON)
public class BareJdbcResource {

    private static final String BIND = "select formation_epoch, tenant_epoch from insula_context.bind(?, ?, ?, ?)";
    private static final String READ = "select memory_id, tenant_id, content, created_at, formation_id, metadata,"
            + " session_id, shape, source, type, user_id from insula.memory where memory_id = ? and tenant_id = ?";
    private static final String FIND = "select formation_id, tenant, user_id, memory_id from bench.specimen";

    @Resource(lookup = "java:app/jdbc/insula")
    DataSource dataSource;

    private final AtomicReference<Specimen> specimen = new AtomicReference<>();

    /** Whose memory is read. */
    private record Specimen(String formation, String tenant, String user, String memory) {}

    @GET
    @Anonymous
    public String read() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Specimen chosen = choose(connection);
                bind(connection, chosen);
                String content = content(connection, chosen);
                connection.commit();
                return "{\"content\":\"" + content + "\"}";
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private Specimen choose(Connection connection) throws SQLException {
        Specimen chosen = specimen.get();
        if (chosen != null) {
            return chosen;
        }
        try (PreparedStatement statement = connection.prepareStatement(FIND);
                ResultSet row = statement.executeQuery()) {
            row.next();
            chosen = new Specimen(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
            specimen.set(chosen);
            return chosen;
        }
    }

    private static void bind(Connection connection, Specimen chosen) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BIND)) {
            statement.setString(1, "insula_user");
            statement.setString(2, chosen.formation());
            statement.setString(3, chosen.tenant());
            statement.setString(4, chosen.user());
            statement.executeQuery().close();
        }
    }

    private static String content(Connection connection, Specimen chosen) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, chosen.memory());
            statement.setString(2, chosen.tenant());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString("content");
            }
        }
    }
}
