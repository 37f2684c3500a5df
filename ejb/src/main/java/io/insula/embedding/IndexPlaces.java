package io.insula.embedding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Where the indexes of a node lie: a directory for each tenant of each formation, under a name that tells neither, for
 * this process's user alone; or nowhere but in memory.
 */
final class IndexPlaces {

    /** Raised when what a document holds changes: directories of another layout are never opened, only trimmed. */
    private static final String LAYOUT = "1-";

    private final Path base;
    private final Clock clock;

    private IndexPlaces(Path base, Clock clock) {
        this.base = base;
        this.clock = clock;
    }

    /** Whose index. */
    record Tenant(String formation, String tenant) {}

    static IndexPlaces at(String directory, Clock clock) {
        return new IndexPlaces(directory.equals(IndexConfiguration.IN_MEMORY) ? null : Path.of(directory), clock);
    }

    /** The tenant's directory, made if need be. */
    Directory open(Tenant tenant) throws IOException {
        if (base == null) {
            return new ByteBuffersDirectory();
        }
        Path place = place(tenant);
        Files.createDirectories(base, ownersOnly());
        Files.createDirectories(place, ownersOnly());
        Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
        return FSDirectory.open(place);
    }

    /** Notes that the tenant's directory was in use until now. */
    void left(Tenant tenant) throws IOException {
        if (holds(tenant)) {
            Files.setLastModifiedTime(place(tenant), FileTime.from(clock.instant()));
        }
    }

    boolean holds(Tenant tenant) {
        return base != null && Files.isDirectory(place(tenant));
    }

    void discard(Tenant tenant) throws IOException {
        if (base != null) {
            remove(place(tenant));
        }
    }

    /** Throws away what was not opened for longest until the rest fits, but nothing that is open. */
    void trim(long most, Set<Tenant> open) throws IOException {
        if (base == null || !Files.isDirectory(base)) {
            return;
        }
        Set<Path> kept = open.stream().map(this::place).collect(Collectors.toSet());
        List<Path> oldestFirst = new ArrayList<>();
        try (Stream<Path> places = Files.list(base)) {
            places.forEach(oldestFirst::add);
        }
        oldestFirst.sort(Comparator.comparing(IndexPlaces::opened));
        long total = 0;
        for (Path place : oldestFirst) {
            total += bytes(place);
        }
        for (Path place : oldestFirst) {
            if (total > most && !kept.contains(place)) {
                total -= bytes(place);
                remove(place);
            }
        }
    }

    /** Throws away what was not opened for that long, but nothing that is open. */
    void age(Duration keep, Set<Tenant> open) throws IOException {
        if (base == null || !Files.isDirectory(base)) {
            return;
        }
        Set<Path> kept = open.stream().map(this::place).collect(Collectors.toSet());
        FileTime before = FileTime.from(clock.instant().minus(keep));
        List<Path> old;
        try (Stream<Path> places = Files.list(base)) {
            old = places.filter(place -> !kept.contains(place) && opened(place).compareTo(before) < 0)
                    .toList();
        }
        for (Path place : old) {
            remove(place);
        }
    }

    private Path place(Tenant tenant) {
        return base.resolve(LAYOUT + name(tenant));
    }

    private static String name(Tenant tenant) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            // The length keeps two pairs apart that read the same when put together.
            digest.update((tenant.formation().length() + ":" + tenant.formation()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(tenant.tenant().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static FileTime opened(Path place) {
        try {
            return Files.getLastModifiedTime(place);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private static long bytes(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.mapToLong(IndexPlaces::size).sum();
        } catch (UncheckedIOException | NoSuchFileException changing) {
            return 0;
        }
    }

    /** A merge may take a file away while it is being counted. */
    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    private static void remove(Path place) throws IOException {
        if (Files.notExists(place)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(place)) {
            for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }

    private static FileAttribute<?>[] ownersOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
