package io.insula.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What no program sees, whether an operator names it or not: the server's keys, its formations, and what it logs to. */
final class HiddenPlaces {

    private static final List<String> STREAMS = List.of("fd/1", "fd/2");

    private HiddenPlaces() {}

    /**
     * All of them, as whole paths.
     *
     * @param named by the operator
     * @param own directories of this server
     */
    static List<String> of(List<String> named, Path... own) {
        Stream<Path> known = Stream.of(
                        Stream.of(own), logFiles(Path.of("/proc/self")).stream(), logs(System::getProperty).stream())
                .flatMap(each -> each);
        List<String> all = new ArrayList<>(named);
        known.map(path -> path.toAbsolutePath().normalize().toString()).forEach(all::add);
        return all.stream().distinct().toList();
    }

    /** The files that its output goes to, where whoever started it has sent it to files. */
    static List<Path> logFiles(Path self) {
        List<Path> files = new ArrayList<>();
        for (String stream : STREAMS) {
            try {
                Path target = self.resolve(stream).toRealPath();
                if (Files.isRegularFile(target)) {
                    files.add(target);
                }
            } catch (IOException noFile) {
                // A pipe, a terminal or nothing: there is nothing to hide.
            }
        }
        return files;
    }

    /** Where servers that log for themselves do so. */
    static List<Path> logs(UnaryOperator<String> properties) {
        String instance = properties.apply("com.sun.aas.instanceRoot");
        return Stream.of(properties.apply("jboss.server.log.dir"), instance == null ? null : instance + "/logs")
                .filter(Objects::nonNull)
                .map(Path::of)
                .toList();
    }
}
