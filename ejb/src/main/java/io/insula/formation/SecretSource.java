package io.insula.formation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where the {@code ${{ secrets.NAME }}} of a formation are looked up. */
@FunctionalInterface
public interface SecretSource {

    /** The secret of that name; a blank one counts as absent. */
    Optional<String> find(String name);

    /** What is wrong with the source itself, such as a file that others may read; it stops the formation. */
    default List<Fault> faults() {
        return List.of();
    }

    /** A formation without secrets. */
    static SecretSource none() {
        return name -> Optional.empty();
    }

    /**
     * Asks the file first, then the server's configuration under {@code insula.secrets.<formation>.<NAME>}.
     *
     * @param file usually what {@link SecretsFile#read} gave
     * @param formation the formation's id, see {@link FormationReader#idOf}; when absent, only the file is asked
     * @param configuration looks up one property of the server's configuration
     */
    static SecretSource of(
            SecretSource file, Optional<String> formation, Function<String, Optional<String>> configuration) {
        return new SecretSource() {
            @Override
            public Optional<String> find(String name) {
                return file.find(name)
                        .or(() -> formation.flatMap(id -> configuration.apply("insula.secrets." + id + "." + name)));
            }

            @Override
            public List<Fault> faults() {
                return file.faults();
            }
        };
    }
}
