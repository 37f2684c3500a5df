package io.insula.formation;

import io.insula.formation.YamlNode.Mapping;
import io.insula.formation.YamlNode.Pair;
import io.insula.formation.YamlNode.Scalar;
import java.util.List;
import java.util.Optional;

/** Reads a formation as a whole: all its files, all its faults, at once. */
public final class FormationReader {

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

    /** Where a source refers to a secret: there it would be missed. */
    static List<Place> references(FormationSource source, String secret) {
        SecretSource allButOne = name -> name.equals(secret) ? Optional.empty() : Optional.of("-");
        Findings findings = new Findings();
        new FormationAssembly(source, allButOne, new DatabaseIdentity("", 0, "", ""), findings).assemble();
        String missing = Placeholders.missing(secret) + ":";
        return findings.reading(Optional.empty()).faults().stream()
                .filter(fault -> fault.message().startsWith(missing))
                .sorted()
                .map(fault -> new Place(fault.file(), fault.line(), fault.column()))
                .distinct()
                .toList();
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
