package io.insula.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What travels inside the launcher's jar and must lie in a file to be used, unpacked once for each build. Each place is
 * named after the checksum of what it holds: another build unpacks anew and removes what the last one left.
 */
final class RuntimeFiles {
    private final Path directory;
    private final Path launcherJar;

    RuntimeFiles(Path directory, Path launcherJar) {
        this.directory = directory;
        this.launcherJar = launcherJar;
    }

    /** The server as a directory of jars, see {@link ServerJars}. */
    Path server() {
        return place("payara-micro", "runtime/payara-micro.jar", ServerJars::unpack);
    }

    /** The application as a directory: the server would otherwise expand the WAR at each start. */
    Path application() {
        return place("insula", "runtime/insula.war", RuntimeFiles::expand);
    }

    /** What the application's classes need of the server to be loaded without it. */
    Path interfaces() {
        return place("interfaces", "runtime/payara-micro.jar", ServerJars::unpackInterfaces);
    }

    /** A directory that is empty at each start. */
    Path fresh(String name) {
        Path fresh = directory.resolve(name);
        try {
            delete(fresh);
            return Files.createDirectories(fresh);
        } catch (IOException e) {
            throw new LaunchException("The directory " + fresh + " cannot be prepared", e);
        }
    }

    private Path place(String name, String entryName, Unpacking unpacking) {
        try (JarFile jar = new JarFile(launcherJar.toFile())) {
            JarEntry entry = jar.getJarEntry(entryName);
            if (entry == null) {
                throw new LaunchException("The file " + launcherJar + " does not hold " + entryName
                        + ": start Insula from its runnable jar");
            }
            Path target = directory.resolve(name + "-" + Long.toHexString(entry.getCrc()));
            if (Files.notExists(target)) {
                Files.createDirectories(directory);
                removeOthers(name + "-");
                Path unfinished = directory.resolve(name + "-unfinished");
                try (InputStream in = jar.getInputStream(entry)) {
                    unpacking.unpack(in, unfinished);
                }
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return target;
        } catch (IOException e) {
            throw new LaunchException("The runtime cannot be unpacked into " + directory, e);
        }
    }

    private void removeOthers(String prefix) throws IOException {
        List<Path> others;
        try (Stream<Path> entries = Files.list(directory)) {
            others = entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    .toList();
        }
        for (Path other : others) {
            delete(other);
        }
    }

    private static void expand(InputStream in, Path target) throws IOException {
        Files.createDirectories(target);
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("The archive names a file outside its directory");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(zip, path);
                }
            }
        }
        NativeLibraries.unpackIn(target);
    }

    static void delete(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Brings one packed file to its place. */
    private interface Unpacking {
        void unpack(InputStream in, Path target) throws IOException;
    }
}
