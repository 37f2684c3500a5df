package io.insula.bench.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.postgresql.ds.PGSimpleDataSource;

/** Data that would take too long to make through the product: written as the database's superuser, past its triggers. */
final class Specimens {

    private static final int DIMENSION = 384;
    private static final int CLUSTERS = 50;
    private static final double SPREAD = 0.5;

    private static final String OPEN =
            """
            create schema bench;
            create table bench.memory as
                select memory_id, formation_id, user_id, session_id, source, shape, type, content, metadata, created_at
                  from insula.memory;
            alter table bench.memory add primary key (memory_id);
            create table bench.specimen as
                select formation_id, tenant_id as tenant, user_id, memory_id from insula.memory where memory_id = '%s';
            grant usage on schema bench to insula_app;
            grant select on bench.memory, bench.specimen to insula_app;
            analyze;
            """;
    private static final String MEMORY =
            "insert into insula.memory (tenant_id, formation_id, memory_id, user_id, source,"
                    + " shape, content, created_at) select tenant_id, formation_id, ?, user_id, source, shape, ?,"
                    + " created_at - make_interval(secs => ?) from insula.memory where memory_id = ?";
    private static final String VECTOR =
            "insert into insula.memory_vector (tenant_id, formation_id, memory_id, user_id,"
                    + " revision, model, dimension, vector) select tenant_id, formation_id, ?, user_id, ?, model, dimension, ?"
                    + " from insula.memory_vector where memory_id = ?";
    private static final String REVISION =
            "update insula.memory_revision r set revision = ?, vectors = ? from insula.memory m"
                    + " where m.memory_id = ? and (r.tenant_id, r.formation_id, r.user_id)"
                    + " = (m.tenant_id, m.formation_id, m.user_id)";

    private final PGSimpleDataSource superuser = new PGSimpleDataSource();

    Specimens(String url, String password) {
        superuser.setUrl(url);
        superuser.setUser("postgres");
        superuser.setPassword(password);
    }

    /** Gives the owner of a memory so many more that he has {@code total}, with vectors that lie in clusters. */
    void multiply(String memory, int total) throws SQLException {
        try (Connection connection = superuser.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set session_replication_role = replica");
            }
            try (PreparedStatement memories = connection.prepareStatement(MEMORY);
                    PreparedStatement vectors = connection.prepareStatement(VECTOR)) {
                Random random = new Random(total);
                float[][] centres = new float[CLUSTERS][];
                for (int i = 0; i < CLUSTERS; i++) {
                    centres[i] = near(new float[DIMENSION], 1, random);
                }
                for (int i = 2; i <= total; i++) {
                    add(memories, memory, i, "Fact " + i + " of matter " + i % CLUSTERS);
                    add(vectors, memory, i, bytes(near(centres[i % CLUSTERS], SPREAD, random)));
                }
                memories.executeBatch();
                vectors.executeBatch();
            }
            try (PreparedStatement revision = connection.prepareStatement(REVISION)) {
                revision.setLong(1, total);
                revision.setLong(2, total);
                revision.setString(3, memory);
                revision.executeUpdate();
            }
            connection.commit();
        }
    }

    /** Lays all memories open in a schema without walls, and names the one that bare JDBC reads. */
    void open(String memory) throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(OPEN.formatted(memory));
        }
    }

    private static void add(PreparedStatement insert, String first, int number, Object value) throws SQLException {
        insert.setString(1, first + "n" + number);
        if (value instanceof byte[] vector) {
            insert.setLong(2, number);
            insert.setBytes(3, vector);
        } else {
            insert.setString(2, (String) value);
            insert.setDouble(3, number);
        }
        insert.setString(4, first);
        insert.addBatch();
    }

    /** A vector of length one; the components of the noise are as large as {@code spread} is long. */
    private static float[] near(float[] centre, double spread, Random random) {
        float[] vector = new float[DIMENSION];
        double square = 0;
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (centre[i] + random.nextGaussian() * spread / Math.sqrt(DIMENSION));
            square += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return vector;
    }

    private static byte[] bytes(float[] vector) {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float component : vector) {
            buffer.putFloat(component);
        }
        return buffer.array();
    }
}
