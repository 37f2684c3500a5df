package io.insula.embedding;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about the indexes of a node.
 *
 * @param directory where they lie; {@link #IN_MEMORY} for nowhere
 * @param fromMemories a user with more memories than this is searched by index, all others by comparing each memory
 * @param open the indexes of tenants that are open at the same time
 * @param bytes what all indexes may take on the disk before those that were not used for longest are thrown away
 * @param keep how long an index stays on the disk that nobody opens
 * @param opensearch the address of an OpenSearch for formations of many users; {@link #NONE} for none
 * @param opensearchCredentials a file with its user and password, parted by a colon; {@link #NONE} for none
 * @param fromUsers a formation of more users than this is searched there
 */
@Dependent
record IndexConfiguration(
        String directory,
        int fromMemories,
        int open,
        long bytes,
        Duration keep,
        String opensearch,
        String opensearchCredentials,
        int fromUsers) {

    static final String NONE = "none";

    static final String IN_MEMORY = "memory";

    static final Setting<String> DIRECTORY = Setting.text("insula.index.directory", IN_MEMORY);
    static final Setting<Integer> FROM_MEMORIES = Setting.number("insula.index.from-memories", 0, 10_000_000, 10_000);
    static final Setting<Integer> OPEN = Setting.number("insula.index.open", 1, 10_000, 16);
    static final Setting<Long> BYTES = Setting.number("insula.index.bytes", 0L, 1L << 50, 20L << 30);
    static final Setting<Duration> KEEP =
            Setting.duration("insula.index.keep", Duration.ofMinutes(1), Duration.ofDays(366), Duration.ofDays(7));

    static final Setting<String> OPENSEARCH = Setting.text("insula.index.opensearch", NONE);
    static final Setting<String> OPENSEARCH_CREDENTIALS =
            Setting.text("insula.index.opensearch.credentials-file", NONE);
    static final Setting<Integer> FROM_USERS =
            Setting.number("insula.index.opensearch.from-users", 0, 1_000_000_000, 100_000);

    IndexConfiguration {
        FROM_MEMORIES.check(fromMemories);
        OPEN.check(open);
        BYTES.check(bytes);
        KEEP.check(keep);
        FROM_USERS.check(fromUsers);
    }

    @Inject
    IndexConfiguration(Config config) {
        this(
                DIRECTORY.read(config),
                FROM_MEMORIES.read(config),
                OPEN.read(config),
                BYTES.read(config),
                KEEP.read(config),
                OPENSEARCH.read(config),
                OPENSEARCH_CREDENTIALS.read(config),
                FROM_USERS.read(config));
    }

    /** What holds where nothing is configured, but for the place. */
    static IndexConfiguration in(String directory) {
        return new IndexConfiguration(
                directory,
                FROM_MEMORIES.fallback(),
                OPEN.fallback(),
                BYTES.fallback(),
                KEEP.fallback(),
                NONE,
                NONE,
                FROM_USERS.fallback());
    }
}
