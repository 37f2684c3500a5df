package io.insula.tenant;

import io.insula.kernel.Change;
import io.insula.kernel.PublicId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What happens before tenant and user are known: a few fixed functions, under a scope that can do nothing else.
 */
@Stateless
public class Gate {

    private static final String FIND_KEY = "select formation_id, key_id, kind, hash, tenant_id, tenant_slug,"
            + " tenant_active, user_id, scopes, workspace_prefix, expires_at, formation_epoch, tenant_epoch"
            + " from insula_gate.find_api_key(?)";
    private static final String NOTE_KEY_USES = "select insula_gate.note_key_uses(?, ?)";
    private static final String FIND_USER = "select tenant_id, tenant_active, user_id, user_active, formation_epoch,"
            + " tenant_epoch from insula_gate.resolve_user(?, ?, ?, ?, ?)";
    private static final String FIND_CLAIMANT = "select r.tenant_id, r.tenant_active, r.user_id, r.user_active,"
            + " r.formation_epoch, r.tenant_epoch, c.identifiers, c.groups"
            + " from insula_gate.resolve_user(?, ?, ?, ?, ?) r, insula_gate.claimant(?, r.tenant_id, r.user_id) c";
    private static final String FIRST_SIGHT = "select insula_gate.admit_user(?, ?, ?, ?, ?)";
    private static final String RECORD = "select insula_gate.record(?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String JOIN_TENANT =
            "select tenant_id, created, full_house from insula_gate.join_tenant(?, ?, ?, ?)";

    private static final String GONE_USERS = "select place from insula_gate.gone_users(?, ?, ?) place order by place";
    private static final String OUTDATED_TOOLS =
            "select place from insula_gate.outdated_tools(?, ?, ?, ?, ?) place order by place";
    private static final String CLAIMS = "select identifiers, groups from insula_gate.claimant(?, ?, ?)";
    private static final String ACTIVE_REVISION =
            "select hash, source, formation_epoch, secrets from insula_gate.active_state(?, ?, ?)";
    private static final String IS_CROWDED = "select insula_gate.is_crowded(?, ?)";

    @Inject
    GateCall gate;

    @Inject
    Origin origin;

    /**
     * A key as the database knows it.
     *
     * @param kind {@code client} or {@code admin}
     * @param hash hexadecimal
     * @param tenantId null where the key serves the formation as a whole, as is {@code tenantSlug}
     * @param userId the one user that it serves, or null
     * @param scopes words parted by blanks, or null for all that its kind may
     * @param expiresAt null for never
     */
    public record KnownKey(
            String formation,
            String keyId,
            String kind,
            String hash,
            String tenantId,
            String tenantSlug,
            boolean tenantActive,
            String userId,
            String scopes,
            String workspacePrefix,
            Instant expiresAt,
            Epochs epochs) {}

    /**
     * What is known of an identifier.
     *
     * @param tenantId null if the formation has no such tenant
     * @param userId null if the identifier was never seen
     * @param claims null unless they were asked for
     */
    public record Sighting(
            String tenantId, boolean tenantActive, String userId, boolean userActive, Epochs epochs, Claims claims) {}

    /** By which key, and in which request, the gate was asked: for the trail. */
    public record Asker(String actor, String requestId) {}

    /** How a slug became, or did not become, a tenant of a formation; {@code tenantId} is null when it is full. */
    public record Joining(String tenantId, boolean created) {}

    /** The living key with this hash. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<KnownKey> findKey(byte[] hash) {
        return gate.ask(FIND_KEY, statement -> statement.setBytes(1, hash), row -> {
            if (!row.next()) {
                return Optional.empty();
            }
            OffsetDateTime expiry = row.getObject(11, OffsetDateTime.class);
            return Optional.of(new KnownKey(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getBoolean(7),
                    row.getString(8),
                    row.getString(9),
                    row.getString(10),
                    expiry == null ? null : expiry.toInstant(),
                    new Epochs(row.getLong(12), row.getLong(13))));
        });
    }

    /** Writes down when keys, named by their hashes in hexadecimal, were last used. */
    public void noteKeyUses(Map<String, Instant> uses) {
        List<Map.Entry<String, Instant>> entries = List.copyOf(uses.entrySet());
        Object[] hashes = entries.stream().map(Map.Entry::getKey).toArray();
        Object[] times =
                entries.stream().map(each -> each.getValue().toString()).toArray();
        gate.ask(
                NOTE_KEY_USES,
                statement -> {
                    statement.setArray(1, statement.getConnection().createArrayOf("text", hashes));
                    statement.setArray(2, statement.getConnection().createArrayOf("timestamptz", times));
                },
                ResultSet::next);
    }

    /**
     * A name that somebody came under.
     *
     * @param text null where only the tenant is asked for
     * @param hash its keyed hash, under which a secret one is kept
     * @param publicId whether it is a public id
     */
    public record Name(String text, String hash, boolean publicId) {

        /** Without the name, which may be a secret. */
        @Override
        public String toString() {
            return "Name";
        }
    }

    /** Who stands behind a name in the tenant of that slug. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Sighting findUser(String formation, String slug, Name name) {
        return gate.ask(FIND_USER, statement -> bind(statement, formation, slug, name), row -> sighting(row, false));
    }

    /** The same, and what roles may be assigned to, as of the same moment. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Sighting findClaimant(String formation, String slug, Name name) {
        return gate.ask(
                FIND_CLAIMANT,
                statement -> {
                    bind(statement, formation, slug, name);
                    statement.setString(6, formation);
                },
                row -> sighting(row, true));
    }

    private static void bind(PreparedStatement statement, String formation, String slug, Name name)
            throws SQLException {
        statement.setString(1, formation);
        statement.setString(2, slug);
        statement.setString(3, name.text());
        statement.setString(4, name.hash());
        statement.setBoolean(5, name.publicId());
    }

    private static Sighting sighting(ResultSet row, boolean withClaims) throws SQLException {
        row.next();
        return new Sighting(
                row.getString(1),
                row.getBoolean(2),
                row.getString(3),
                row.getBoolean(4),
                new Epochs(row.getLong(5), row.getLong(6)),
                withClaims ? new Claims(Set.of(texts(row, 7)), List.of(texts(row, 8))) : null);
    }

    /**
     * Makes a user of an identifier that was never seen, exactly once.
     *
     * @return the id of whoever came first; empty if the tenant may not act any more
     */
    public Optional<String> firstSight(String formation, String tenantId, Name name, String newUserId, Asker asker) {
        String winner = gate.ask(
                FIRST_SIGHT,
                statement -> {
                    statement.setString(1, formation);
                    statement.setString(2, tenantId);
                    statement.setString(3, name.text());
                    statement.setString(4, name.hash());
                    statement.setString(5, newUserId);
                },
                row -> {
                    row.next();
                    return row.getString(1);
                });
        if (newUserId.equals(winner)) {
            record(formation, tenantId, asker, new Change("user.create", "user", winner));
        }
        return Optional.ofNullable(winner);
    }

    /** Makes the slug a tenant of the formation, unless it is one or the formation has {@code most} already. */
    public Joining joinTenant(String formation, String slug, String newTenantId, int most, Asker asker) {
        Joining joining = gate.ask(
                JOIN_TENANT,
                statement -> {
                    statement.setString(1, formation);
                    statement.setString(2, slug);
                    statement.setString(3, newTenantId);
                    statement.setInt(4, most);
                },
                row -> {
                    row.next();
                    return new Joining(row.getString(1), row.getBoolean(2));
                });
        if (joining.created()) {
            record(formation, joining.tenantId(), asker, new Change("tenant.create", "tenant", slug));
        }
        return joining;
    }

    /** Under which names a user comes, and in which groups of the tenant the user is. */
    public record Claims(Set<String> identifiers, List<String> groups) {

        public Claims {
            identifiers = Set.copyOf(identifiers);
            groups = List.copyOf(groups);
        }
    }

    /** What roles may be assigned to, of one user. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Claims claims(String formation, String tenantId, String userId) {
        return gate.ask(
                CLAIMS,
                statement -> {
                    statement.setString(1, formation);
                    statement.setString(2, tenantId);
                    statement.setString(3, userId);
                },
                row -> {
                    row.next();
                    return new Claims(Set.of(texts(row, 1)), List.of(texts(row, 2)));
                });
    }

    /**
     * The revision of a formation that is active.
     *
     * @param source null where it is the one that was known, and the secrets are, too
     * @param epoch of the formation, at the same moment
     * @param secrets how often those that are kept for the formation have changed
     */
    public record ActiveRevision(String hash, String source, long epoch, long secrets) {

        @Override
        public String toString() {
            return hash;
        }
    }

    /** Which revision is active; its source only if it, or what it is to be resolved with, is not the known one. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<ActiveRevision> activeRevision(String formation, String knownHash, long knownSecrets) {
        return gate.ask(
                ACTIVE_REVISION,
                statement -> {
                    statement.setString(1, formation);
                    statement.setString(2, knownHash);
                    statement.setLong(3, knownSecrets);
                },
                row -> row.next()
                        ? Optional.of(
                                new ActiveRevision(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)))
                        : Optional.empty());
    }

    /** Whether the formation has more than {@code most} users. */
    public boolean isCrowded(String formation, int most) {
        return gate.ask(
                IS_CROWDED,
                statement -> {
                    statement.setString(1, formation);
                    statement.setInt(2, most);
                },
                row -> row.next() && row.getBoolean(1));
    }

    /** Which of these users, by their place in the lists, are not there any more. */
    public List<Integer> goneUsers(List<String> formations, List<String> tenants, List<String> users) {
        return gate.ask(
                GONE_USERS, statement -> setTexts(statement, List.of(formations, tenants, users)), Gate::places);
    }

    /**
     * Which of what runs for users, by its place in the lists, may run no more: they or their tenant may not act any more, or
     * the credential is not there in this version.
     *
     * @param users which of each formation and tenant
     * @param credentials with null for what was told none
     */
    public List<Integer> outdatedTools(
            List<String> formations,
            List<String> tenants,
            List<String> users,
            List<String> credentials,
            List<Long> versions) {
        return gate.ask(
                OUTDATED_TOOLS,
                statement -> {
                    setTexts(statement, List.of(formations, tenants, users, credentials));
                    statement.setArray(5, statement.getConnection().createArrayOf("bigint", versions.toArray()));
                },
                Gate::places);
    }

    private static void setTexts(PreparedStatement statement, List<List<String>> columns) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            statement.setArray(
                    i + 1,
                    statement
                            .getConnection()
                            .createArrayOf("text", columns.get(i).toArray()));
        }
    }

    private static List<Integer> places(ResultSet row) throws SQLException {
        List<Integer> places = new ArrayList<>();
        while (row.next()) {
            places.add(row.getInt(1));
        }
        return places;
    }

    private void record(String formation, String tenantId, Asker asker, Change change) {
        List<String> values = List.of(
                PublicId.next("aud"),
                formation,
                tenantId,
                asker.actor(),
                change.action(),
                change.resourceType(),
                change.resourceId(),
                asker.requestId());
        gate.ask(
                RECORD,
                statement -> {
                    for (int i = 0; i < values.size(); i++) {
                        statement.setString(i + 1, values.get(i));
                    }
                    statement.setString(values.size() + 1, origin.address());
                },
                ResultSet::next);
    }

    private static String[] texts(ResultSet row, int column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }
}
