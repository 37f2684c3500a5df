package io.insula.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a formation on their way to the server. Secrets are no part of them: a file says
 * <code>${{ secrets.NAME }}</code>, and the server knows the secret.
 */
public final class FormationUpload {

    private static final List<String> FOLDERS = List.of("agents", "mcp", "groups");

    private final Map<String, Object> fields;
    private final String expected;

    private FormationUpload(Map<String, Object> fields, String expected) {
        this.fields = fields;
        this.expected = expected;
    }

    /** Files by their path, such as {@code formation.afs} or {@code agents/guide.afs}. */
    public static FormationUpload of(Map<String, String> files) {
        return new FormationUpload(Map.of("files", new TreeMap<>(files)), null);
    }

    /** The files of a formation's directory, without its secrets. */
    public static FormationUpload of(Path directory) {
        Map<String, String> files = new TreeMap<>();
        try {
            read(directory, Path.of("formation.afs"), files);
            for (String folder : FOLDERS) {
                for (Path file : list(directory.resolve(folder))) {
                    read(directory, Path.of(folder).resolve(file.getFileName().toString()), files);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The formation cannot be read from " + directory, e);
        }
        return of(files);
    }

    /** Only stored: another revision stays the active one. */
    public FormationUpload inactive() {
        return with("activate", false);
    }

    /** Only looked at: nothing changes. */
    public FormationUpload dryRun() {
        return with("dry_run", true);
    }

    /** Why. */
    public FormationUpload because(String comment) {
        return with("comment", comment);
    }

    /** Only if this revision is the active one until then, so that nobody else's is replaced unseen. */
    public FormationUpload inPlaceOf(String hash) {
        return new FormationUpload(fields, hash);
    }

    Map<String, Object> fields() {
        return fields;
    }

    String expected() {
        return expected;
    }

    private FormationUpload with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new FormationUpload(more, expected);
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[^.].*\\.(afs|ya?ml)"))
                    .sorted()
                    .toList();
        }
    }

    private static void read(Path directory, Path file, Map<String, String> files) throws IOException {
        files.put(file.toString().replace('\\', '/'), Files.readString(directory.resolve(file)));
    }
}
