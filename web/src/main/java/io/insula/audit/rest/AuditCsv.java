package io.insula.audit.rest;

import io.insula.audit.AuditEntry;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;

/**
 * Entries as RFC 4180 has them. A cell that a spreadsheet would take for a formula begins with an apostrophe instead
 * (OWASP, CSV injection): what strangers send may stand in cells.
 */
final class AuditCsv {

    static final String MEDIA_TYPE = "text/csv";

    private static final CSVFormat FORMAT = CSVFormat.RFC4180;
    private static final String FORMULA_STARTS = "=+-@\t\r\n";
    private static final List<String> HEADER = List.of(
            "id",
            "created_at",
            "actor",
            "user_id",
            "action",
            "resource_type",
            "resource_id",
            "result",
            "occurrences",
            "address",
            "request_id");

    private AuditCsv() {}

    static void header(Appendable out) throws IOException {
        FORMAT.printRecord(out, HEADER.toArray());
    }

    static void entry(Appendable out, AuditEntry entry) throws IOException {
        Object[] cells = Stream.of(
                        entry.id(),
                        entry.createdAt(),
                        entry.actor(),
                        entry.userId(),
                        entry.action(),
                        entry.resourceType(),
                        entry.resourceId(),
                        entry.result(),
                        entry.occurrences(),
                        entry.address(),
                        entry.requestId())
                .map(AuditCsv::cell)
                .toArray();
        FORMAT.printRecord(out, cells);
    }

    static String cell(Object value) {
        String text = Objects.toString(value, "");
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
