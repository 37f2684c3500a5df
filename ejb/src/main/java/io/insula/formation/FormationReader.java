package io.insula.formation;

import io.insula.formation.YamlNode.Mapping;
import io.insula.formation.YamlNode.Pair;
import io.insula.formation.YamlNode.Scalar;
import io.insula.formation.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads a formation as a whole: all its files, all its faults, at once. */
public final class FormationReader {

    private static final Comparator<Place> READING =
            Comparator.comparing(Place::file).thenComparing(Place::line).thenComparing(Place::column);

    private FormationReader() {}

    /**
     * Checks every file against the vocabulary and resolves the secrets, in memory only.
     *
     * @param secrets where the formation's secrets are looked up
     * @param database the database of the server, which the formation may name but not leave
     */
    public static Reading read(FormationSource source, SecretSource secrets, DatabaseIdentity database) {
        Findings findings = new Findings();
        findings.faults(source.faults());
        findings.faults(secrets.faults());
        findings.warnings(source.warnings());
        Optional<Formation> formation = new FormationAssembly(source, secrets, database, findings).assemble();
        return findings.reading(findings.hasFaults() ? Optional.empty() : formation);
    }

    /**
     * The id that a formation gives itself, before anything else is known about it: what its secrets in the server's
     * configuration are named after. Empty if it has none that is valid.
     */
    public static Optional<String> idOf(FormationSource source) {
        return written(source, "id")
                .flatMap(value -> ValueType.slug().reading().apply(value))
                .map(String.class::cast);
    }

    /**
     * Where a source refers to a secret: in all that is written as a value in any of its files, whether or not the
     * platform knows the key, and whatever else may be wrong with the source.
     */
    static List<Place> references(FormationSource source, String secret) {
        List<Place> places = new ArrayList<>();
        source.files().forEach((file, text) -> YamlReader.read(file, text, new Findings())
                .ifPresent(node -> references(node, secret, places)));
        return places.stream().sorted(READING).distinct().toList();
    }

    private static void references(YamlNode node, String secret, List<Place> places) {
        if (node instanceof Scalar scalar) {
            places.addAll(Placeholders.places(scalar, secret));
        } else if (node instanceof Sequence sequence) {
            sequence.items().forEach(item -> references(item, secret, places));
        } else if (node instanceof Mapping mapping) {
            mapping.pairs().forEach(pair -> references(pair.value(), secret, places));
        }
    }

    /** How and where the value at a dotted path of {@code formation.afs} is written, whatever else the file holds. */
    static Optional<Scalar> written(FormationSource source, String path) {
        String main = source.files().getOrDefault(FormationSource.MAIN_FILE, "");
        Optional<YamlNode> node = YamlReader.read(FormationSource.MAIN_FILE, main, new Findings());
        for (String name : path.split("\\.", -1)) {
            node = node.filter(Mapping.class::isInstance)
                    .map(Mapping.class::cast)
                    .flatMap(mapping -> mapping.pairs().stream()
                            .filter(pair -> pair.key().equals(name))
                            .findFirst())
                    .map(Pair::value);
        }
        return node.filter(Scalar.class::isInstance).map(Scalar.class::cast);
    }
}
