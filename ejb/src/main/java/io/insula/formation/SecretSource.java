package io.insula.formation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where the {@code ${{ secrets.NAME }}} of a formation are looked up. */
@FunctionalInterface
public interface SecretSource {

    /** The secret of that name; a blank one counts as absent. */
    Optional<String> find(String name);

    /** What is wrong with the source itself, such as a file that others may read; it stops the formation. */
    default List<Fault> faults() {
        return List.of();
    }

    /**
     * The same for the formation's own keys: whoever keeps secrets here without being allowed to manage keys must not
     * choose what opens the formation, not even before a key refers to it.
     */
    default SecretSource forKeys() {
        return this;
    }

    /** What is said of one that is not found. */
    default String absence() {
        return " is missing";
    }

    /** A formation without secrets. */
    static SecretSource none() {
        return name -> Optional.empty();
    }

    /**
     * Asks what is kept with the platform first, then the file, then the server's configuration under {@code insula.secrets.<formation>.<NAME>}.
     *
     * @param kept by the formation's administrators
     * @param file usually what {@link SecretsFile#read} gave
     * @param formation the formation's id, see {@link FormationReader#idOf}; when absent, only the file is asked
     * @param configuration looks up one property of the server's configuration
     */
    static SecretSource of(
            SecretSource kept,
            SecretSource file,
            Optional<String> formation,
            Function<String, Optional<String>> configuration) {
        return new SecretSource() {
            @Override
            public SecretSource forKeys() {
                return kept.forKeys() == kept ? this : of(kept.forKeys(), file, formation, configuration);
            }

            @Override
            public String absence() {
                return kept.absence();
            }

            @Override
            public Optional<String> find(String name) {
                return kept.find(name)
                        .or(() -> file.find(name))
                        .or(() -> formation.flatMap(id -> configuration.apply("insula.secrets." + id + "." + name)));
            }

            @Override
            public List<Fault> faults() {
                return Stream.concat(kept.faults().stream(), file.faults().stream())
                        .toList();
            }
        };
    }
}
