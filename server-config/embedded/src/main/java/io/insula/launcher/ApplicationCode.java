package io.insula.launcher;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The application's classes, loaded apart from the launcher's, from a directory that is gone afterwards. */
final class ApplicationCode implements AutoCloseable {
    private final Path unpacked;
    private final URLClassLoader loader;

    private ApplicationCode(Path unpacked, URLClassLoader loader) {
        this.unpacked = unpacked;
        this.loader = loader;
    }

    static ApplicationCode unpack() {
        Path unpacked = null;
        try {
            unpacked = Files.createTempDirectory("insula-code");
            RuntimeFiles files = new RuntimeFiles(unpacked, OwnJar.path());
            Path application = files.application();
            NativeLibraries.announce(application);
            return new ApplicationCode(unpacked, loader(application, files.interfaces()));
        } catch (IOException e) {
            remove(unpacked);
            throw new LaunchException("The application cannot be unpacked into the directory of temporary files", e);
        }
    }

    ClassLoader loader() {
        return loader;
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new LaunchException("The application's classes cannot be closed", e);
        } finally {
            remove(unpacked);
        }
    }

    private static URLClassLoader loader(Path application, Path interfaces) throws IOException {
        List<URL> places = new ArrayList<>();
        places.add(application.resolve("WEB-INF/classes").toUri().toURL());
        for (Path directory : List.of(application.resolve("WEB-INF/lib"), interfaces)) {
            try (Stream<Path> jars = Files.list(directory)) {
                for (Path jar : jars.sorted().toList()) {
                    places.add(jar.toUri().toURL());
                }
            }
        }
        return new URLClassLoader(places.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    private static void remove(Path unpacked) {
        try {
            if (unpacked != null) {
                RuntimeFiles.delete(unpacked);
            }
        } catch (IOException e) {
            throw new LaunchException("The directory " + unpacked + " cannot be removed: remove it by hand", e);
        }
    }
}
