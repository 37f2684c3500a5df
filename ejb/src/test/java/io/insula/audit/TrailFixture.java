package io.insula.audit;

import io.insula.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** One tenant's trail in a real PostgreSQL: written and sealed as the application does, spoilt as a superuser can. */
final class TrailFixture {

    static final int BATCH = 4;

    private static final String BIND = "select formation_epoch, tenant_epoch from insula_context.bind(?, ?, ?, ?)";
    private static final String WRITE = "insert into insula.audit_entry (tenant_id, formation_id, entry_id, user_id,"
            + " actor, action, resource_type, resource_id, result, request_id, address, created_at)"
            + " values (?, ?, ?, 'usr_1', 'key_1', 'memory.create', 'memory', ?, 'success', 'req_1', '10.0.0.1', ?)";

    private final Chain chain;
    private final SigningKeys keys = new SigningKeys();
    private final Sealer sealer = new Sealer(keys, Clock.systemUTC());
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private int written;

    TrailFixture() {
        this(new Chain("alpha-" + fresh(), "tnt_acme-" + fresh()));
    }

    private TrailFixture(Chain chain) {
        this.chain = chain;
        keys.read(SigningKeys.fresh());
    }

    /** The same trail in the hands of somebody who does not have the installation's key. */
    TrailFixture withOtherKeys() {
        return new TrailFixture(chain);
    }

    Chain chain() {
        return chain;
    }

    /** A transaction of the application, bound to the tenant as its administrator. */
    Connection open() throws SQLException {
        return open(chain);
    }

    static Connection open(Chain bound) throws SQLException {
        Connection connection = TestDatabase.instance().appDataSource().getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(BIND)) {
            statement.setString(1, bound.scope().role());
            statement.setString(2, bound.formation());
            statement.setString(3, bound.tenant());
            statement.setString(4, null);
            statement.execute();
        }
        return connection;
    }

    /** Writes one entry in a transaction that somebody else ends; its id is {@code aud_} and its number from 1. */
    void write(Connection connection) throws SQLException {
        int number = ++written;
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, chain.tenant());
            statement.setString(2, chain.formation());
            statement.setString(3, "aud_" + number);
            statement.setString(4, "mem_" + number);
            statement.setObject(5, begin.plusMillis(number).atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    /** Writes so many entries, each in a transaction of its own. */
    TrailFixture written(int entries) throws SQLException {
        for (int i = 0; i < entries; i++) {
            try (Connection connection = open()) {
                write(connection);
                connection.commit();
            }
        }
        return this;
    }

    /** Seals one batch; returns how many entries that were. */
    int seal() throws SQLException {
        try (Connection connection = open()) {
            int sealed = sealer.seal(connection, chain, BATCH);
            connection.commit();
            return sealed;
        }
    }

    int sealIn(Connection connection) throws SQLException {
        return sealer.seal(connection, chain, BATCH);
    }

    /** Seals all that waits. */
    TrailFixture sealed() throws SQLException {
        int more;
        do {
            more = seal();
        } while (more > 0);
        return this;
    }

    ChainReport verified() throws SQLException {
        return verified(1, Long.MAX_VALUE, null);
    }

    ChainReport verified(long from, long to, SealedHead kept) throws SQLException {
        ChainCheck check = new ChainCheck(chain, keys, from, to, Long.MAX_VALUE);
        try (Connection connection = open()) {
            check.begin(connection);
        }
        boolean more = true;
        while (more) {
            try (Connection connection = open()) {
                more = check.next(connection);
            }
        }
        try (Connection connection = open()) {
            return check.end(connection, kept);
        }
    }

    /** What is wrong, each as {@code kind position entry}. */
    List<String> faults() throws SQLException {
        return faults(null);
    }

    List<String> faults(SealedHead kept) throws SQLException {
        return verified(1, Long.MAX_VALUE, kept).faults().stream()
                .map(fault -> fault.kind() + ' ' + fault.position() + ' ' + fault.entryId())
                .toList();
    }

    SealedHead head() throws SQLException {
        try (Connection connection = open()) {
            return new ChainReader(connection, chain).lastHead().orElseThrow();
        }
    }

    SealedHead headAt(long position) throws SQLException {
        try (Connection connection = open()) {
            return new ChainReader(connection, chain)
                    .heads(position - 1, position)
                    .get(0);
        }
    }

    /** Signs all heads as they stand now: what a test has dated back was never touched. */
    void resign() throws SQLException {
        List<SealedHead> heads;
        try (Connection connection = open()) {
            heads = new ChainReader(connection, chain).heads(0, Long.MAX_VALUE);
        }
        for (SealedHead head : heads) {
            String signature = HexFormat.of().formatHex(keys.sign(chain, head).signatureBytes());
            spoil("update insula.audit_head set signature = decode('" + signature + "', 'hex') where CHAIN"
                    + " and position = " + head.position());
        }
    }

    /** Lets the formation know the tenant by a slug. */
    TrailFixture joined() throws SQLException {
        spoil(
                "insert into insula.tenant values (TENANT, '" + slug() + "', 'active', now())",
                "insert into insula.membership values (TENANT, FORMATION, '" + slug() + "', 'active', now())");
        return this;
    }

    String slug() {
        return "slug-" + chain.tenant();
    }

    List<String> entries() throws SQLException {
        return look("select entry_id from insula.audit_entry where CHAIN");
    }

    /** Statements of one whom no policy stops; {@code CHAIN} stands for the condition that a row is of this chain. */
    void spoil(String... statements) throws SQLException {
        try (Connection connection =
                        TestDatabase.instance().superuserDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(ofChain(sql));
            }
        }
    }

    List<String> look(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection =
                        TestDatabase.instance().superuserDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ofChain(sql))) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private String ofChain(String sql) {
        return sql.replace("TENANT", "'" + chain.tenant() + "'")
                .replace("FORMATION", "'" + chain.formation() + "'")
                .replace(
                        "CHAIN", "tenant_id = '" + chain.tenant() + "' and formation_id = '" + chain.formation() + "'");
    }

    private static String fresh() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
