package io.insula.formation;

import io.insula.formation.YamlNode.Scalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The accepted values of one file, by dotted path, over the defaults of the vocabulary. */
final class Settings {

    private final Key root;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Scalar> written = new HashMap<>();
    private final Map<String, List<YamlNode>> items = new HashMap<>();
    private final Map<String, Map<String, Place>> names = new HashMap<>();
    private final Set<String> sections = new HashSet<>();

    Settings(Key root) {
        this.root = root;
    }

    void put(String path, Object value, Scalar scalar) {
        values.put(path, value);
        written.put(path, scalar);
    }

    void putItems(String path, List<YamlNode> nodes) {
        items.put(path, nodes);
    }

    void putName(String path, String name, Place place) {
        names.computeIfAbsent(path, unknown -> new LinkedHashMap<>()).put(name, place);
    }

    void putSection(String path) {
        sections.add(path);
    }

    /** The names that the formation gave itself below a key, in the order of the file, with their places. */
    Map<String, Place> names(String path) {
        return names.getOrDefault(path, Map.of());
    }

    /** Whether the file has the section, be it empty. */
    boolean isWritten(String section) {
        return sections.contains(section);
    }

    Optional<String> find(String path) {
        return value(path).map(String.class::cast);
    }

    String text(String path) {
        return find(path).orElse("");
    }

    long number(String path) {
        return (long) value(path).orElseThrow();
    }

    int smallNumber(String path) {
        return Math.toIntExact(number(path));
    }

    Optional<Integer> findSmallNumber(String path) {
        return value(path).map(number -> Math.toIntExact((long) number));
    }

    Optional<Double> findDecimal(String path) {
        return value(path).map(Double.class::cast);
    }

    /** The value behind a name that the formation gave itself. */
    Optional<String> findNamed(String path, String name) {
        return Optional.ofNullable((String) values.get(Vocabulary.join(path, name)));
    }

    /** How the value behind a name that the formation gave itself was written. */
    Optional<Scalar> writtenNamed(String path, String name) {
        return written(Vocabulary.join(path, name));
    }

    boolean truth(String path) {
        return (boolean) value(path).orElseThrow();
    }

    /** Whether the list is written, be it empty. */
    boolean isListed(String path) {
        return items.containsKey(path);
    }

    List<YamlNode> items(String path) {
        return items.getOrDefault(path, List.of());
    }

    /** How and where the value was written; absent for a default. */
    Optional<Scalar> written(String path) {
        return Optional.ofNullable(written.get(path));
    }

    private Optional<Object> value(String path) {
        return Optional.ofNullable(values.get(path))
                .or(() -> Vocabulary.at(root, path).fallback());
    }
}
