package io.insula.formation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads a formation's directory without trusting it: nothing outside it, no devices, bounded in number and size, and only
 * text.
 */
final class SourceDirectory {

    private static final List<String> FOLDERS = List.of("agents", "mcp", "groups");
    private static final int MAX_ENTRIES = 1000;

    private final Path directory;
    private final Map<String, String> files = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> warnings = new ArrayList<>();
    private Path root;
    private long totalBytes;

    SourceDirectory(Path directory) {
        this.directory = directory;
    }

    FormationSource read() {
        try {
            root = directory.toRealPath();
            if (Files.exists(root.resolve(FormationSource.MAIN_FILE))) {
                readFile(FormationSource.MAIN_FILE);
            }
            for (String folder : FOLDERS) {
                readFolder(folder);
            }
        } catch (IOException unreadable) {
            // The path of the directory says more to an operator than the exception's text does.
            faults.add(Fault.of(FormationSource.MAIN_FILE, "the directory cannot be read: " + directory));
        }
        if (totalBytes > FormationSource.MAX_TOTAL_BYTES) {
            faults.add(FormationSource.tooLarge());
        }
        return new FormationSource(files, faults, warnings);
    }

    private void readFolder(String folder) throws IOException {
        if (!Files.isDirectory(root.resolve(folder))) {
            return;
        }
        for (String name : names(folder)) {
            String path = folder + "/" + name;
            if (FormationSource.isFormationPath(path)) {
                readFile(path);
            } else if (!name.startsWith(".")) {
                warnings.add(Fault.of(Wording.shown(path), ignored(folder)));
            }
        }
    }

    private static String ignored(String folder) {
        String ending = "groups".equals(folder) ? ".yaml" : ".afs";
        return "is not read: files of " + folder + "/ are named with letters, digits, '.', '_' or '-' and end in "
                + ending;
    }

    private Set<String> names(String folder) throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(folder))) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
                if (names.size() > MAX_ENTRIES) {
                    faults.add(FormationSource.tooManyFiles());
                    return Set.of();
                }
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        return names;
    }

    private void readFile(String path) {
        try {
            Path real = root.resolve(path).toRealPath();
            if (!real.startsWith(root)) {
                faults.add(Fault.of(path, "is a link that leads out of the formation's directory"));
            } else if (!Files.isRegularFile(real)) {
                faults.add(Fault.of(path, "is not a regular file"));
            } else {
                accept(path, real);
            }
        } catch (IOException unreadable) {
            faults.add(Fault.of(path, "cannot be read (" + unreadable.getClass().getSimpleName() + ")"));
        }
    }

    private void accept(String path, Path real) throws IOException {
        if (files.size() == FormationSource.MAX_FILES) {
            faults.add(FormationSource.tooManyFiles());
            return;
        }
        byte[] bytes;
        try (InputStream content = Files.newInputStream(real)) {
            bytes = content.readNBytes(FormationSource.MAX_FILE_BYTES + 1);
        }
        totalBytes += bytes.length;
        if (bytes.length > FormationSource.MAX_FILE_BYTES) {
            faults.add(FormationSource.fileTooLarge(path));
            return;
        }
        decode(path, bytes);
    }

    private void decode(String path, byte[] bytes) {
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = strict.decode(ByteBuffer.wrap(bytes), text, true);
        String decoded = text.flip().toString();
        if (!result.isError()) {
            files.put(path, decoded);
            return;
        }
        int line = 1 + (int) decoded.chars().filter(c -> c == '\n').count();
        String lastLine = decoded.substring(decoded.lastIndexOf('\n') + 1);
        int column = 1 + lastLine.codePointCount(0, lastLine.length());
        faults.add(new Fault(path, line, column, "is not UTF-8 from here on: save the file as UTF-8"));
    }
}
