package io.insula.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The Java sources of all modules, as far as only their places matter.
 *
 * @param files each with its module and whether it is of the product or of its tests
 */
record SourceTree(List<SourceFile> files) {

    /**
     * @param module the module's directory, relative to the project
     * @param path the file below the source root
     */
    record SourceFile(String module, boolean main, Path path) {

        String packageName() {
            return path.getParent() == null
                    ? ""
                    : path.getParent().toString().replace(path.getFileSystem().getSeparator(), ".");
        }

        String name() {
            return path.getFileName().toString().replace(".java", "");
        }

        boolean isType() {
            return !Set.of("package-info", "module-info").contains(name());
        }
    }

    /** Reads the project that the running module belongs to. */
    static SourceTree ofProject() {
        Path project = Path.of("").toAbsolutePath();
        while (!Files.exists(project.resolve("mvnw"))) {
            project = project.getParent();
        }
        return of(project);
    }

    static SourceTree of(Path project) {
        List<SourceFile> found = new ArrayList<>();
        try {
            Files.walkFileTree(project, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean skipped = Set.of("target", ".git", "node_modules")
                            .contains(directory.getFileName().toString());
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".java")) {
                        add(project.relativize(file), found);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SourceTree(List.copyOf(found));
    }

    private static void add(Path file, List<SourceFile> found) {
        for (int i = 1; i + 3 < file.getNameCount(); i++) {
            String root = file.subpath(i, i + 3).toString().replace('\\', '/');
            if (root.equals("src/main/java") || root.equals("src/test/java")) {
                found.add(new SourceFile(
                        file.subpath(0, i).toString(),
                        root.equals("src/main/java"),
                        file.subpath(i + 3, file.getNameCount())));
                return;
            }
        }
    }
}
