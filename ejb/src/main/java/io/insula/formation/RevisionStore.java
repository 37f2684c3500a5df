package io.insula.formation;

import io.insula.kernel.Change;
import io.insula.kernel.PublicId;
import io.insula.tenant.DatabaseException;
import io.insula.tenant.Epochal;
import io.insula.tenant.Gate;
import io.insula.tenant.Scope;
import io.insula.tenant.TenantBinding;
import io.insula.tenant.TenantContext;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * The revisions of formations in the database. What is stored is the unresolved source, so no secret ever comes here. A
 * revision that comes from a directory becomes the active one only when it was never seen before: two nodes with
 * different directories must not fight, and a roll-back must survive a restart.
 */
@Stateless
public class RevisionStore {

    private static final String ADD = "insert into insula.formation_revision (formation_id, hash, source, created_at)"
            + " values (?, ?, ?, now()) on conflict do nothing";
    private static final String ACTIVATE = "insert into insula.formation (formation_id, active_hash, activated_at)"
            + " values (?, ?, now()) on conflict (formation_id)"
            + " do update set active_hash = excluded.active_hash, activated_at = excluded.activated_at";
    private static final String ACTIVE = "select r.source from insula.formation f"
            + " join insula.formation_revision r on r.formation_id = f.formation_id and r.hash = f.active_hash"
            + " where f.formation_id = ?";

    @Resource(lookup = "java:app/jdbc/insula")
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    @Inject
    Epochal epochs;

    @Inject
    Gate gate;

    @Inject
    Event<Change> changes;

    /**
     * Offers what a directory holds. A revision never seen before is stored and activated, with its default tenant.
     *
     * @return the source of the active revision, which may be another one
     */
    public FormationSource offer(TenantContext server, FormationSource source, Tenancy tenancy) {
        binding.bind(Scope.PLATFORM, server);
        String formation = server.formation();
        try (Connection connection = dataSource.getConnection()) {
            if (add(connection, formation, source)) {
                activate(connection, formation, source.hash());
                gate.joinTenant(
                        formation,
                        tenancy.defaultTenant(),
                        PublicId.next("tnt"),
                        Integer.MAX_VALUE,
                        new Gate.Asker(server.actor(), server.requestId()));
                binding.bindAgain();
                changes.fire(new Change("formation.activate", "formation", source.hash()));
            }
            return active(connection, formation);
        } catch (SQLException e) {
            throw new DatabaseException("The formation " + formation + " could not be stored", e);
        }
    }

    private static boolean add(Connection connection, String formation, FormationSource source) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setString(1, formation);
            statement.setString(2, source.hash());
            statement.setString(3, write(source.files()));
            return statement.executeUpdate() == 1;
        }
    }

    private void activate(Connection connection, String formation, String hash) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ACTIVATE)) {
            statement.setString(1, formation);
            statement.setString(2, hash);
            statement.executeUpdate();
        }
        epochs.raise(formation, null);
    }

    private static FormationSource active(Connection connection, String formation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ACTIVE)) {
            statement.setString(1, formation);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return FormationSource.of(read(result.getString(1)));
            }
        }
    }

    private static String write(Map<String, String> files) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        new TreeMap<>(files).forEach(json::add);
        return json.build().toString();
    }

    private static Map<String, String> read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            Map<String, String> files = new TreeMap<>();
            json.forEach((path, content) -> files.put(path, ((JsonString) content).getString()));
            return files;
        }
    }
}
