package io.insula.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The revisions of a formation, for whoever deploys it. */
public final class InsulaRevisions {

    private static final String REVISIONS = "/formation/revisions";

    private final Connection connection;
    private final Map<String, String> headers;

    InsulaRevisions(Connection connection, Map<String, String> headers) {
        this.connection = connection;
        this.headers = headers;
    }

    /**
     * Stores a revision and, unless the upload says otherwise, makes it the active one on every node.
     *
     * @throws InsulaException 422 with every fault and its place in the files; 409 if another revision is active than the
     *     upload expects
     */
    public FormationRevision upload(FormationUpload upload) {
        return connection.ask(
                Call.post(REVISIONS, upload.fields()), expecting(upload.expected()), FormationRevision.class);
    }

    /** All revisions that are kept, newest first. */
    public List<FormationRevision> all() {
        return Page.all(PageQuery.first(), this::list).toList();
    }

    public Page<FormationRevision> list(PageQuery page) {
        return connection.askPage(
                Call.get(REVISIONS).with(page, "cursor"), headers, "revisions", FormationRevision.class);
    }

    /** One revision with its files. */
    public FormationRevision get(String hash) {
        return connection.ask(Call.get(REVISIONS + Call.segment(hash)), headers, FormationRevision.class);
    }

    /** Makes a revision the active one, also an earlier one. */
    public FormationRevision activate(String hash) {
        return activate(hash, null);
    }

    /** The same, only if the revision {@code inPlaceOf} is the active one until then. */
    public FormationRevision activate(String hash, String inPlaceOf) {
        return connection.ask(
                Call.post(REVISIONS + Call.segment(hash) + "/activate", Map.of()),
                expecting(inPlaceOf),
                FormationRevision.class);
    }

    private Map<String, String> expecting(String hash) {
        if (hash == null) {
            return headers;
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put("If-Match", '"' + hash + '"');
        return more;
    }
}
