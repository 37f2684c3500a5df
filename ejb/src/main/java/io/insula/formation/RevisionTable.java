package io.insula.formation;

import io.insula.kernel.PageRequest;
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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rows of one formation's revisions, over a connection that is bound to it. A source is stored as one JSON object,
 * path to text.
 */
final class RevisionTable {

    private static final String HOLD = "select active_hash from insula.formation where formation_id = ? for update";
    private static final String ADD =
            "insert into insula.formation_revision (formation_id, hash, source, created_at, created_by, comment,"
                    + " file_count) values (?, ?, ?, now(), ?, ?, ?) on conflict do nothing";
    private static final String IS_FORGOTTEN =
            "select 1 from insula.formation_forgotten where formation_id = ? and hash = ?";
    private static final String ACTIVATE = "insert into insula.formation (formation_id, active_hash, activated_at)"
            + " values (?, ?, now()) on conflict (formation_id)"
            + " do update set active_hash = excluded.active_hash, activated_at = excluded.activated_at";
    private static final String NOTE_USE =
            "update insula.formation_revision set last_active_at = now() where formation_id = ? and hash in (?, ?)";
    private static final String FORGET = "select * from insula_context.forget_revisions(?)";
    private static final String SOURCE =
            "select source from insula.formation_revision where formation_id = ? and hash = ?";
    /** Revisions of earlier versions did not count their files. */
    private static final String REVISIONS = "select r.hash, f.active_hash is not null, coalesce(r.file_count,"
            + " (select count(*) from json_object_keys(r.source::json))), r.comment, coalesce(r.created_by, 'server'),"
            + " r.created_at, r.last_active_at from insula.formation_revision r left join insula.formation f"
            + " on f.formation_id = r.formation_id and f.active_hash = r.hash where r.formation_id = ?";

    private static final String ONE = REVISIONS + " and r.hash = ?";
    private static final String NEWEST =
            REVISIONS + " and (?::timestamptz is null or (r.created_at, left(r.hash, 26)) < (?::timestamptz, ?))"
                    + " order by r.created_at desc, r.hash desc limit ? offset ?";
    private static final String CURSOR = "rev_";
    private static final int SHORTENED = 26;

    private final Connection connection;
    private final String formation;

    RevisionTable(Connection connection, String formation) {
        this.connection = connection;
        this.formation = formation;
    }

    /** Keeps every other change of this formation's revisions waiting; returns the hash of the active one. */
    Optional<String> hold() throws SQLException {
        return first(HOLD, formation);
    }

    /** Whether the revision was not there before. */
    boolean add(FormationSource source, String by, String comment) throws SQLException {
        String text = write(source.files());
        return change(
                        ADD,
                        formation,
                        source.hash(),
                        text,
                        by,
                        comment,
                        source.files().size())
                == 1;
    }

    /** Whether the revision was there once. */
    boolean isForgotten(String hash) throws SQLException {
        return first(IS_FORGOTTEN, formation, hash).isPresent();
    }

    /** Makes a revision the active one in place of another, or of none. */
    void activate(String hash, String before) throws SQLException {
        change(ACTIVATE, formation, hash);
        change(NOTE_USE, formation, hash, before == null ? hash : before);
    }

    /** Forgets those that are more than so many; returns their hashes. */
    List<String> forget(int most) throws SQLException {
        List<String> forgotten = new ArrayList<>();
        try (PreparedStatement statement = prepare(FORGET, most);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                forgotten.add(row.getString(1));
            }
        }
        return forgotten;
    }

    Optional<FormationSource> source(String hash) throws SQLException {
        return first(SOURCE, formation, hash).map(RevisionTable::read);
    }

    Optional<Revision> find(String hash) throws SQLException {
        return revisions(ONE, formation, hash).stream().findFirst();
    }

    /** One more than the page holds, if there are so many. */
    List<Revision> newest(PageRequest page) throws SQLException {
        PageRequest.Cursor after = page.cursor();
        OffsetDateTime at = after == null ? null : OffsetDateTime.ofInstant(after.at(), ZoneOffset.UTC);
        String hash = after == null ? "" : after.id().substring(CURSOR.length());
        return revisions(NEWEST, formation, at, at, hash, page.limit() + 1, page.offset());
    }

    /** Where a revision stands in the list; of its hash, as much as tells two of one moment apart. */
    static PageRequest.Cursor position(Revision revision) {
        return new PageRequest.Cursor(
                revision.createdAt(), CURSOR + revision.hash().substring(0, SHORTENED));
    }

    /** A source as it is stored. */
    static FormationSource read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            Map<String, String> files = new TreeMap<>();
            json.forEach((path, content) -> files.put(path, ((JsonString) content).getString()));
            return FormationSource.of(files);
        }
    }

    private static String write(Map<String, String> files) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        new TreeMap<>(files).forEach(json::add);
        return json.build().toString();
    }

    private List<Revision> revisions(String sql, Object... parameters) throws SQLException {
        List<Revision> found = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new Revision(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        instant(row, 6),
                        instant(row, 7)));
            }
        }
        return found;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private Optional<String> first(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private int change(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
