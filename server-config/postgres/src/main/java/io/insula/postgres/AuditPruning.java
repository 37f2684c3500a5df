package io.insula.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Removes old evidence, as the owner of the schema: whole sealed batches from the beginning of a chain, never what is not
 * sealed. Heads stay, and each step adds an entry that tells of it in the same transaction, so that a verification goes on
 * from there and a step that was interrupted is none.
 */
public final class AuditPruning {

    private static final int MOST_IN_A_STEP = 10_000;

    private static final String CHAINS =
            """
            select distinct h.formation_id, h.tenant_id, m.slug from insula.audit_head h
              left join insula.membership m on m.formation_id = h.formation_id and m.tenant_id = h.tenant_id
             where (?::text is null or m.slug = ?) order by 1, 2
            """;
    private static final String BIND =
            "select set_config('insula.formation', ?, true), set_config('insula.tenant', ?, true),"
                    + " pg_advisory_xact_lock(hashtextextended('insula.audit/' || ? || '/' || ?, 3))";
    /** The farthest head of which all heads up to it are old enough, and that ends a step from the first link on. */
    private static final String UP_TO =
            """
            select coalesce(max(h.position) filter (where h.position < f.position + ?), min(h.position)), f.position
              from insula.audit_head h,
                   (select min(position) as position from insula.audit_seal where tenant_id = ? and formation_id = ?) f
             where h.tenant_id = ? and h.formation_id = ? and h.position >= f.position and h.sealed_at < ?
               and h.position < coalesce((select min(young.position) from insula.audit_head young
                                           where young.tenant_id = ? and young.formation_id = ?
                                             and young.sealed_at >= ?), 9223372036854775807)
             group by f.position
            """;

    private static final String IS_AS_SEALED =
            """
            select h.hash = s.hash from insula.audit_head h join insula.audit_seal s
                on s.tenant_id = h.tenant_id and s.formation_id = h.formation_id and s.position = h.position
             where h.tenant_id = ? and h.formation_id = ? and h.position = ?
            """;
    private static final String REMOVE_ENTRIES =
            """
            delete from insula.audit_entry e using insula.audit_seal s
             where s.tenant_id = ? and s.formation_id = ? and s.position <= ? and e.tenant_id = s.tenant_id
               and e.formation_id = s.formation_id and e.entry_id = s.entry_id
            """;
    private static final String REMOVE_SEALS =
            "delete from insula.audit_seal where tenant_id = ? and formation_id = ? and position <= ?";
    private static final String TELL =
            """
            insert into insula.audit_entry (tenant_id, formation_id, entry_id, actor, action, resource_type, resource_id,
                                            result, occurrences, request_id, created_at)
            values (?, ?, 'aud_' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 26), 'owner', 'audit.prune',
                    'chain', ?, 'success', ?, '-', clock_timestamp())
            """;

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final Consumer<String> progress;

    /**
     * @param url JDBC address without user or password
     * @param progress hears what was removed, a line for each chain
     */
    public AuditPruning(String url, String ownerPassword, Consumer<String> progress) {
        this.progress = progress;
        source.setUrl(url);
        source.setUser("insula_owner");
        source.setPassword(ownerPassword);
    }

    private record Chain(String formation, String tenant, String slug) {
        String words() {
            if (slug != null) {
                return formation + ", tenant " + slug;
            }
            return tenant.isEmpty() ? formation : formation + ", tenant " + tenant;
        }
    }

    /**
     * Removes what was sealed before an instant.
     *
     * @param tenant the only tenant to do so for, by its slug; empty for all chains there are
     * @return how many entries went
     */
    public long prune(Instant before, Optional<String> tenant) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            List<Chain> chains = chains(connection, tenant.orElse(null));
            if (tenant.isPresent() && chains.isEmpty()) {
                throw new PostgresException("No tenant '" + tenant.get() + "' has sealed audit entries");
            }
            long all = 0;
            for (Chain chain : chains) {
                long gone = prune(connection, chain, before);
                if (gone > 0) {
                    progress.accept(chain.words() + ": " + gone + " audit entries removed");
                }
                all += gone;
            }
            return all;
        } catch (SQLException e) {
            throw new PostgresException("The audit trail cannot be pruned: " + e.getMessage(), e);
        }
    }

    private static long prune(Connection connection, Chain chain, Instant before) throws SQLException {
        long all = 0;
        long gone;
        do {
            gone = step(connection, chain, before);
            connection.commit();
            all += gone;
        } while (gone > 0);
        return all;
    }

    /** One step is one transaction: some batches go, and the trail tells of it. */
    private static long step(Connection connection, Chain chain, Instant before) throws SQLException {
        run(connection, BIND, chain.formation(), chain.tenant(), chain.formation(), chain.tenant());
        Optional<Long> upTo = upTo(connection, chain, before);
        if (upTo.isEmpty()) {
            return 0;
        }
        long position = upTo.get();
        boolean whole = isAsSealed(connection, chain, position);
        int entries = change(connection, REMOVE_ENTRIES, chain.tenant(), chain.formation(), position);
        int seals = change(connection, REMOVE_SEALS, chain.tenant(), chain.formation(), position);
        if (!whole || entries != seals) {
            connection.rollback();
            throw new PostgresException(chain.words() + ": the chain is not as it was sealed up to position " + position
                    + "; have it verified before anything is removed (GET /v1/audit/verify)");
        }
        change(connection, TELL, chain.tenant(), chain.formation(), Long.toString(position), entries);
        return entries;
    }

    private static List<Chain> chains(Connection connection, String slug) throws SQLException {
        List<Chain> chains = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, CHAINS, slug, slug);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                chains.add(new Chain(row.getString(1), row.getString(2), row.getString(3)));
            }
        }
        connection.commit();
        return chains;
    }

    private static Optional<Long> upTo(Connection connection, Chain chain, Instant before) throws SQLException {
        Object limit = before.atOffset(ZoneOffset.UTC);
        try (PreparedStatement statement = prepare(
                        connection,
                        UP_TO,
                        MOST_IN_A_STEP,
                        chain.tenant(),
                        chain.formation(),
                        chain.tenant(),
                        chain.formation(),
                        limit,
                        chain.tenant(),
                        chain.formation(),
                        limit);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
        }
    }

    private static boolean isAsSealed(Connection connection, Chain chain, long position) throws SQLException {
        try (PreparedStatement statement =
                        prepare(connection, IS_AS_SEALED, chain.tenant(), chain.formation(), position);
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            statement.execute();
        }
    }

    private static int change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
