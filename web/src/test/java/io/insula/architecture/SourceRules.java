package io.insula.architecture;

import io.insula.architecture.SourceTree.SourceFile;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What can be seen without opening a file: where packages lie, whether they are described, whether walls are tested. */
record SourceRules(SourceTree sources) {

    /** Packages that lie in more than one module, with those modules. */
    Map<String, Set<String>> splitPackages() {
        Map<String, Set<String>> split = new TreeMap<>(mainFiles().stream()
                .collect(Collectors.groupingBy(
                        SourceFile::packageName, Collectors.mapping(SourceFile::module, Collectors.toSet()))));
        split.values().removeIf(modules -> modules.size() == 1);
        return split;
    }

    /** Packages of the product that no {@code package-info} describes. */
    Set<String> undescribedPackages() {
        Set<String> packages = packagesOf(SourceFile::isType);
        packages.removeAll(packagesOf(file -> file.name().equals("package-info")));
        return packages;
    }

    /** Those of the rooms, each with rows, in which no test shows that another tenant sees nothing. */
    Set<String> roomsWithoutIsolationTest(Collection<String> roomsWithRows) {
        Set<String> untested = new TreeSet<>(roomsWithRows);
        untested.removeIf(room -> sources.files().stream().anyMatch(file -> showsIsolation(file, room)));
        return untested;
    }

    private static boolean showsIsolation(SourceFile file, String room) {
        String home = "io.insula." + room;
        String begin = room.substring(0, 1).toUpperCase(Locale.ROOT) + room.substring(1);
        boolean ofTheRoom = file.packageName().equals(home)
                || file.packageName().startsWith(home + ".")
                || file.name().startsWith(begin);
        return !file.main() && ofTheRoom && file.name().matches("\\w*Isolation(Test|IT)");
    }

    private Set<String> packagesOf(Predicate<SourceFile> kind) {
        return mainFiles().stream()
                .filter(kind)
                .map(SourceFile::packageName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<SourceFile> mainFiles() {
        return sources.files().stream().filter(SourceFile::main).toList();
    }
}
