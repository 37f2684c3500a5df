package io.insula.client;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The audit trail of a formation, or of one of its tenants, for whoever runs the formation. */
public final class Audit {

    private final Connection connection;
    private final Map<String, String> headers;
    private final String tenant;

    Audit(Connection connection, Map<String, String> headers, String tenant) {
        this.connection = connection;
        this.headers = headers;
        this.tenant = tenant;
    }

    /** Entries, newest first. */
    public Page<AuditEntry> list(AuditQuery query, PageQuery page) {
        return connection.askPage(query.in(call("/audit")).with(page, "cursor"), headers, "entries", AuditEntry.class);
    }

    /** All of them, newest first; a slice is fetched only when the stream reaches it. */
    public Stream<AuditEntry> stream(AuditQuery query) {
        return Page.all(PageQuery.first(), page -> list(query, page));
    }

    /** Hands on each entry as a line of JSON, oldest first. */
    public void export(AuditQuery query, Consumer<String> line) {
        connection.lines(query.in(call("/audit/export")), headers, line);
    }

    /** The signed end of the trail, to be kept elsewhere. */
    public AuditHead head() {
        return connection.ask(call("/audit/head"), headers, AuditHead.class);
    }

    /** Has the trail verified. */
    public AuditVerification verify() {
        return verify(null);
    }

    /** Has the trail verified, and looked through for a head that was exported before. */
    public AuditVerification verify(String export) {
        return connection.ask(call("/audit/verify").with("head", export), headers, AuditVerification.class);
    }

    /** Has a range of the trail verified; null for its beginning or end. */
    public AuditVerification verify(Long fromPosition, Long toPosition) {
        return connection.ask(
                call("/audit/verify").with("from_position", fromPosition).with("to_position", toPosition),
                headers,
                AuditVerification.class);
    }

    private Call call(String path) {
        return Call.get(path).with("tenant", tenant);
    }
}
