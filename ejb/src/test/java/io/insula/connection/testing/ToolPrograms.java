package io.insula.connection.testing;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapperSupplier;
import io.modelcontextprotocol.server.McpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import reactor.core.publisher.Mono;

/**
 * Makes {@link ToolServer} a program that any account of this machine can run: whoever builds may keep the class path
 * where nobody else can read it.
 */
public final class ToolPrograms {

    private static final List<Class<?>> NEEDED = List.of(
            McpServer.class,
            JacksonMcpJsonMapperSupplier.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonProperty.class,
            Mono.class,
            Publisher.class,
            Logger.class);
    private static final List<String> BY_NAME =
            List.of("com.networknt.schema.JsonSchema", "com.networknt.schema.Schema", "com.ethlo.time.ITU");
    private static final List<String> QUICK = List.of(
            "-XX:+DisplayVMOutputToStderr",
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-XX:MaxDirectMemorySize=8g");

    private ToolPrograms() {}

    /** Copies the program to where others can read it; once is enough for a JVM. */
    public static synchronized Path install() {
        try {
            Path place = place();
            Path ready = place.resolve("ready");
            if (!Files.exists(ready)) {
                fill(place);
                Files.createFile(ready);
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether this machine can keep programs apart as the product wants it: for tests that are of no use elsewhere, by
     * {@code @EnabledIf}. It does not ask the product, which would excuse itself.
     */
    public static boolean canBeKeptApart() throws InterruptedException {
        try {
            Process tried = new ProcessBuilder("unshare", "--pid", "--mount", "--fork", "--", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return tried.waitFor() == 0 && "root".equals(System.getProperty("user.name")) && memoryCanBeBounded();
        } catch (IOException absent) {
            return false;
        }
    }

    /** By a control group of version 1 beneath this process's own, or by one of version 2. */
    private static boolean memoryCanBeBounded() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
            String[] parts = line.split(":", 3);
            if (List.of(parts[1].split(",", -1)).contains("memory")) {
                return Files.isWritable(Path.of("/sys/fs/cgroup/memory" + parts[2]));
            }
        }
        Path unified = Path.of("/sys/fs/cgroup/cgroup.controllers");
        return Files.exists(unified)
                && Files.readString(unified).contains("memory")
                && Files.isWritable(unified.getParent());
    }

    /** The arguments that make {@code java} the server. */
    public static List<String> arguments() {
        List<String> arguments = new ArrayList<>(QUICK);
        Path place = install();
        arguments.addAll(List.of("-cp", place.resolve("classes") + ":" + place + "/*", ToolServer.class.getName()));
        return List.copyOf(arguments);
    }

    /** Below the module's own target directory, unless others cannot get there; not where programs have their own /tmp. */
    private static Path place() throws IOException {
        Path target = Path.of("target").toAbsolutePath();
        String name = "tool-server-" + ProcessHandle.current().pid();
        Path root = isReachable(target) ? target : Path.of("/var/lib");
        Path place = root.resolve(name);
        if (!Files.exists(place)) {
            Files.createDirectories(place);
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(place)));
        }
        return place;
    }

    private static boolean isReachable(Path directory) throws IOException {
        for (Path each = directory; each != null; each = each.getParent()) {
            if (!Files.getPosixFilePermissions(each).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return !directory.startsWith("/tmp") && !directory.startsWith("/var/tmp");
    }

    private static void fill(Path place) throws IOException {
        List<Class<?>> needed = new ArrayList<>(NEEDED);
        for (String name : BY_NAME) {
            try {
                needed.add(Class.forName(name, false, ToolPrograms.class.getClassLoader()));
            } catch (ClassNotFoundException absent) {
                // One of two versions is there.
            }
        }
        for (Class<?> type : needed) {
            copy(source(type), place);
        }
        copyOwn(place.resolve("classes/io/insula/connection/testing"));
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static void copy(Path jar, Path place) throws IOException {
        Files.copy(jar, place.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Its own classes lie in a directory, or in the jar that other modules get. */
    private static void copyOwn(Path into) throws IOException {
        Files.createDirectories(into);
        Path source = source(ToolServer.class);
        if (Files.isDirectory(source)) {
            copyAll(source.resolve("io/insula/connection/testing"), into);
            return;
        }
        try (var jar = FileSystems.newFileSystem(source)) {
            copyAll(jar.getPath("io/insula/connection/testing"), into);
        }
    }

    private static void copyAll(Path from, Path into) throws IOException {
        try (Stream<Path> classes = Files.list(from)) {
            for (Path each : classes.toList()) {
                Files.copy(each, into.resolve(each.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path source(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void remove(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException gone) {
            // The next build begins with a place of its own.
        }
    }
}
