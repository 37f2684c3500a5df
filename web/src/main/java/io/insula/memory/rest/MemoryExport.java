package io.insula.memory.rest;

import io.insula.kernel.PageRequest.Cursor;
import io.insula.memory.Memory;
import io.insula.memory.MemoryService;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Writes all memories of a user as lines, oldest first, some at a time and each time in a transaction of its own: it holds
 * little, and no connection while the caller reads. What is added meanwhile is not in it, what is deleted before its turn
 * neither, and nothing comes twice.
 */
final class MemoryExport implements StreamingOutput {

    private static final int SLICE = 200;

    private final MemoryService memories;
    private final Instant until;

    MemoryExport(MemoryService memories, Instant until) {
        this.memories = memories;
        this.until = until;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        Cursor after = null;
        List<Memory> slice;
        do {
            slice = memories.export(after, until, SLICE);
            for (Memory memory : slice) {
                out.write(MemoryLines.write(memory).getBytes(StandardCharsets.UTF_8));
                out.write('\n');
                after = new Cursor(memory.createdAt(), memory.id());
            }
        } while (slice.size() == SLICE);
    }
}
