package io.insula.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Payara Micro as a directory: the jars that its one jar nests, and beside them the rest of it as {@code boot.jar}.
 *
 * <p>Its own loader would unpack all of them at each start, and would let the application see the launcher's libraries.
 */
final class ServerJars {
    private static final String NESTED = "MICRO-INF/runtime/";
    private static final String BOOT = "boot.jar";
    private static final Pattern INTERFACES =
            Pattern.compile("jakarta\\..*api.*\\.jar|jakarta\\.json\\.jar|microprofile-config-api.*\\.jar");

    private ServerJars() {}

    static void unpack(InputStream in, Path target) throws IOException {
        Files.createDirectories(target);
        try (ZipInputStream zip = new ZipInputStream(in);
                ZipOutputStream boot = new ZipOutputStream(Files.newOutputStream(target.resolve(BOOT)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith(NESTED) && !entry.isDirectory()) {
                    Files.copy(zip, target.resolve(Path.of(entry.getName()).getFileName()));
                } else {
                    boot.putNextEntry(new ZipEntry(entry.getName()));
                    zip.transferTo(boot);
                }
            }
        }
    }

    /** Only the interfaces that the application is written against, and what reads and writes JSON. */
    static void unpackInterfaces(InputStream in, Path target) throws IOException {
        Files.createDirectories(target);
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path name = Path.of(entry.getName()).getFileName();
                if (entry.getName().startsWith(NESTED)
                        && INTERFACES.matcher(name.toString()).matches()) {
                    Files.copy(zip, target.resolve(name));
                }
            }
        }
    }

    /** Sees the server, the Java platform and the launcher's way to write log lines, and nothing else. */
    static ClassLoader classLoader(Path server) {
        try (Stream<Path> files = Files.list(server)) {
            List<URL> jars = new ArrayList<>();
            // The server asks for its resource adapters, the one of data sources among them, by the name of their file.
            jars.add(server.toUri().toURL());
            for (Path file : files.filter(file -> !file.endsWith(BOOT)).sorted().toList()) {
                jars.add(file.toUri().toURL());
            }
            ClassLoader boot =
                    new URLClassLoader(new URL[] {server.resolve(BOOT).toUri().toURL()}, new LogClassesOnly());
            // The server asks for this type of class loader; with any other it looks for a manifest to guide it.
            return (ClassLoader) boot.loadClass("fish.payara.micro.boot.loader.OpenURLClassLoader")
                    .getConstructor(URL[].class, ClassLoader.class)
                    .newInstance(jars.toArray(new URL[0]), boot);
        } catch (IOException | ReflectiveOperationException e) {
            throw new LaunchException("The server in " + server + " cannot be loaded", e);
        }
    }

    /** Lends the server the classes of the launcher that its logging configuration names. */
    private static final class LogClassesOnly extends ClassLoader {
        private static final List<Class<?>> LENT = List.of(LineFormatter.class, JsonFormatter.class, LineFilter.class);

        LogClassesOnly() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            for (Class<?> lent : LENT) {
                if (lent.getName().equals(name)) {
                    return lent;
                }
            }
            throw new ClassNotFoundException(name);
        }
    }
}
