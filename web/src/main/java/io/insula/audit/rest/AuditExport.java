package io.insula.audit.rest;

import io.insula.audit.AuditEntry;
import io.insula.audit.AuditFilter;
import io.insula.audit.AuditService;
import io.insula.input.rest.Lines;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.FieldFault;
import io.insula.kernel.PageRequest.Cursor;
import io.insula.kernel.PlatformException;
import io.insula.kernel.rest.EventStream;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a trail, oldest first, some at a time and each time in a transaction of its own: it holds little, and no
 * connection while the caller reads.
 */
final class AuditExport implements StreamingOutput {

    private static final int SLICE = 500;

    private final AuditService audit;
    private final String tenant;
    private final AuditFilter filter;
    private final Format format;
    private List<AuditEntry> first;

    AuditExport(AuditService audit, String tenant, AuditFilter filter, Format format) {
        this.audit = audit;
        this.tenant = tenant;
        this.filter = filter;
        this.format = format;
    }

    /** How entries are written. */
    enum Format {
        JSONL,
        CSV;

        static Format of(QueryInput query) {
            String sent = query.optional("format", 16);
            if (sent == null || sent.equals("jsonl")) {
                return JSONL;
            }
            if (sent.equals("csv")) {
                return CSV;
            }
            throw PlatformException.invalidParams(
                    List.of(new FieldFault("format", "must be jsonl or csv", "not_allowed")));
        }
    }

    String mediaType() {
        return format == Format.CSV ? AuditCsv.MEDIA_TYPE + ";charset=utf-8" : Lines.MEDIA_TYPE;
    }

    /** Reads the first slice, while a refusal can still have a status of its own. */
    void begin() {
        first = audit.export(tenant, filter, null, SLICE);
    }

    @Override
    public void write(OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        if (format == Format.CSV) {
            AuditCsv.header(text);
        }
        List<AuditEntry> slice = first;
        while (!slice.isEmpty()) {
            for (AuditEntry entry : slice) {
                write(text, entry);
            }
            AuditEntry last = slice.get(slice.size() - 1);
            slice = slice.size() < SLICE
                    ? List.of()
                    : audit.export(tenant, filter, new Cursor(last.createdAt(), last.id()), SLICE);
        }
        text.flush();
    }

    private void write(Writer text, AuditEntry entry) throws IOException {
        if (format == Format.CSV) {
            AuditCsv.entry(text, entry);
        } else {
            text.write(EventStream.toJson(entry));
            text.write('\n');
        }
    }
}
