package io.insula.memory.rest;

import io.insula.input.rest.JsonInput;
import io.insula.input.rest.LineInput;
import io.insula.memory.Memory;
import io.insula.memory.NewMemory;
import io.insula.memory.transfer.ImportLine;
import io.insula.memory.transfer.MemoryImport;
import io.insula.memory.transfer.MemoryImportService;
import io.insula.memory.transfer.MemoryImportService.Reception;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** Memories as lines: how an import reads them, and how an export writes them. */
final class MemoryLines {

    private static final int PART = 100;
    private static final String CREATED_AT = "created_at";
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

    private MemoryLines() {}

    /** Receives a whole body; with any line at fault, nothing of it stays. */
    static MemoryImport receive(InputStream body, MemoryImportService imports) {
        Reception reception = imports.begin();
        boolean received = false;
        try {
            MemoryImport queued = receive(body, imports, reception);
            received = true;
            return queued;
        } finally {
            if (!received) {
                imports.drop(reception.id());
            }
        }
    }

    private static MemoryImport receive(InputStream body, MemoryImportService imports, Reception reception) {
        LineInput lines = new LineInput(body, reception.mostLines(), reception.mostBytes());
        int total = 0;
        for (int part = 0; !lines.isAtEnd(); part++) {
            List<ImportLine> read = lines.next(PART, line -> read(line, reception.longest()));
            total += read.size();
            if (!lines.hasFaults() && !read.isEmpty()) {
                imports.receive(reception.id(), part, read);
            }
        }
        if (total == 0 && !lines.hasFaults()) {
            lines.fault("", "the body holds no memory: send one JSON object a line", "missing");
        }
        if (lines.hasFaults()) {
            throw lines.refusal();
        }
        return imports.queue(reception.id(), total);
    }

    /** What an export wrote may be read again; what the server decides itself is then passed over. */
    static ImportLine read(JsonInput line, int longest) {
        boolean detailed = line.isSent(MemoryInput.DETAIL) && !line.isSent(MemoryInput.CONTENT);
        String shape = detailed ? MemoryInput.DETAIL : MemoryInput.CONTENT;
        if (line.isSent(MemoryInput.DETAIL) && line.isSent(MemoryInput.CONTENT)) {
            line.fault(MemoryInput.DETAIL, "cannot be combined with content", "conflict");
        }
        String words = line.requiredString(shape, longest);
        JsonObject metadata = line.object("metadata");
        if (metadata != null && metadata.toString().length() > longest) {
            line.fault("metadata", "must be at most " + longest + " characters as JSON", "too_long");
        }
        Instant createdAt = time(line, CREATED_AT);
        NewMemory memory = new NewMemory(
                words,
                line.string("type"),
                metadata,
                shape,
                MemoryInput.collection(line),
                time(line, MemoryInput.EXPIRES_AT));
        line.rejectUnknown(
                        MemoryInput.CONTENT,
                        MemoryInput.DETAIL,
                        "type",
                        "metadata",
                        MemoryInput.COLLECTION,
                        MemoryInput.EXPIRES_AT,
                        CREATED_AT,
                        "id",
                        "source",
                        "session_id")
                .check();
        return new ImportLine(memory, createdAt);
    }

    private static Instant time(JsonInput line, String field) {
        String text = line.string(field);
        if (text == null) {
            return null;
        }
        try {
            Instant at = Instant.parse(text);
            if (!at.isBefore(EARLIEST) && at.isBefore(TOO_LATE)) {
                return at;
            }
        } catch (DateTimeException malformed) {
            // Said below, as for times that no database knows.
        }
        line.fault(field, "must be a time in UTC such as 2026-01-31T12:00:00Z", "malformed");
        return null;
    }

    /** One line of an export, without its end. */
    static String write(Memory memory) {
        JsonObjectBuilder line =
                Json.createObjectBuilder().add("id", memory.id()).add(memory.shape(), memory.content());
        if (memory.type() != null) {
            line.add("type", memory.type());
        }
        if (memory.metadata() != null) {
            line.add("metadata", memory.metadata());
        }
        line.add("source", memory.source());
        if (memory.sessionId() != null) {
            line.add("session_id", memory.sessionId());
        }
        line.add(MemoryInput.COLLECTION, memory.collection());
        if (memory.expiresAt() != null) {
            line.add(MemoryInput.EXPIRES_AT, memory.expiresAt().toString());
        }
        return line.add(CREATED_AT, memory.createdAt().toString()).build().toString();
    }
}
