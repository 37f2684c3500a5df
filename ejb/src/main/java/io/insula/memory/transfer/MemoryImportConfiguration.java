package io.insula.memory.transfer;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about imports of memories.
 *
 * @param lines of one import
 * @param bytes of one import
 */
@Dependent
public record MemoryImportConfiguration(int lines, long bytes) {

    static final Setting<Integer> LINES = Setting.number("insula.memory.import.lines", 1, 100_000_000, 200_000);
    static final Setting<Long> BYTES = Setting.number("insula.memory.import.max-bytes", 1L << 10, 1L << 40, 1L << 28);

    public MemoryImportConfiguration {
        LINES.check(lines);
        BYTES.check(bytes);
    }

    @Inject
    MemoryImportConfiguration(Config config) {
        this(LINES.read(config), BYTES.read(config));
    }
}
