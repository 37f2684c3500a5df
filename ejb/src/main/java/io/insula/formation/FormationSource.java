package io.insula.formation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of a formation as their author wrote them, secrets unresolved: what is stored as a revision and named by its
 * hash. A source that could not be read properly still exists and carries its faults, so that
 * {@link FormationReader} reports them together with all others.
 */
public final class FormationSource {

    static final String MAIN_FILE = "formation.afs";
    static final int MAX_FILES = 200;
    static final int MAX_FILE_BYTES = 256 * 1024;
    static final int MAX_TOTAL_BYTES = 2 * 1024 * 1024;

    private static final Pattern PATH =
            Pattern.compile("formation\\.afs|(agents|mcp)/[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.afs"
                    + "|groups/[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.ya?ml");
    private static final byte[] HASH_PREFIX = "insula formation 1\n".getBytes(StandardCharsets.US_ASCII);

    private final SortedMap<String, String> files;
    private final List<Fault> faults;
    private final List<Fault> warnings;

    FormationSource(Map<String, String> files, List<Fault> faults, List<Fault> warnings) {
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        this.faults = List.copyOf(faults);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads {@code formation.afs}, {@code agents/*.afs}, {@code mcp/*.afs} and {@code groups/*.yaml} of a directory.
     * Never fails: what cannot be read is a fault of the source.
     */
    public static FormationSource read(Path directory) {
        return new SourceDirectory(directory).read();
    }

    /** The same from files that were stored or uploaded: relative path with {@code /} to text. */
    public static FormationSource of(Map<String, String> files) {
        Map<String, String> accepted = new TreeMap<>();
        List<Fault> faults = new ArrayList<>();
        if (files.size() > MAX_FILES) {
            faults.add(tooManyFiles());
            return new FormationSource(accepted, faults, List.of());
        }
        long total = 0;
        for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
            int size = file.getValue().getBytes(StandardCharsets.UTF_8).length;
            total += size;
            if (!isFormationPath(file.getKey())) {
                faults.add(Fault.of(
                        Wording.shown(file.getKey()),
                        "is no file of a formation: expected formation.afs, agents/NAME.afs, mcp/NAME.afs or"
                                + " groups/NAME.yaml"));
            } else if (size > MAX_FILE_BYTES) {
                faults.add(fileTooLarge(file.getKey()));
            } else {
                accepted.put(file.getKey(), file.getValue());
            }
        }
        if (total > MAX_TOTAL_BYTES) {
            faults.add(tooLarge());
        }
        return new FormationSource(accepted, faults, List.of());
    }

    /** Relative path to text, in the order of paths. */
    public SortedMap<String, String> files() {
        return files;
    }

    /** Lower-case hexadecimal SHA-256 over all paths and bytes, each preceded by its length. */
    public String hash() {
        MessageDigest digest = sha256();
        digest.update(HASH_PREFIX);
        files.forEach((path, text) -> {
            update(digest, path);
            update(digest, text);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What went wrong while the files were read; such a source never becomes a formation. */
    public List<Fault> faults() {
        return faults;
    }

    List<Fault> warnings() {
        return warnings;
    }

    static boolean isFormationPath(String path) {
        return PATH.matcher(path).matches();
    }

    static Fault tooManyFiles() {
        return Fault.of(MAIN_FILE, "the formation has more than " + MAX_FILES + " files");
    }

    static Fault fileTooLarge(String path) {
        return Fault.of(path, "is larger than " + MAX_FILE_BYTES / 1024 + " KiB");
    }

    static Fault tooLarge() {
        return Fault.of(
                MAIN_FILE, "the files of the formation are larger than " + MAX_TOTAL_BYTES / 1024 + " KiB together");
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
