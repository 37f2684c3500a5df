package io.insula.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The native libraries of the embedding model, laid out once beside the application. Left to itself the model's runtime
 * unpacks them into the system's temporary directory at each start, and a killed process leaves them there.
 */
final class NativeLibraries {
    private static final String PREFIX = "ai/onnxruntime/native/";

    private NativeLibraries() {}

    /** Unpacks the libraries of every platform that the application's runtime brings. */
    static void unpackIn(Path application) throws IOException {
        List<Path> jars;
        try (Stream<Path> libraries = Files.list(application.resolve("WEB-INF/lib"))) {
            jars = libraries
                    .filter(library -> library.getFileName().toString().contains("onnxruntime"))
                    .toList();
        }
        for (Path jar : jars) {
            unpack(jar, directory(application));
        }
    }

    private static void unpack(Path runtime, Path target) throws IOException {
        try (JarFile jar = new JarFile(runtime.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.isDirectory() || !entry.getName().startsWith(PREFIX)) {
                    continue;
                }
                Path file = target.resolve(entry.getName().substring(PREFIX.length()))
                        .normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("The archive names a file outside its directory");
                }
                Files.createDirectories(file.getParent());
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
        }
    }

    /** Points the model's runtime to its libraries; where there are none for this platform it is left to itself. */
    static void announce(Path application) {
        Path libraries = directory(application).resolve(platform());
        if (Files.isDirectory(libraries)) {
            System.setProperty("onnxruntime.native.path", libraries.toString());
        }
    }

    private static Path directory(Path application) {
        return application.resolve("WEB-INF/native");
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.contains("mac") ? "osx" : "linux") + (processor.equals("aarch64") ? "-aarch64" : "-x64");
    }
}
