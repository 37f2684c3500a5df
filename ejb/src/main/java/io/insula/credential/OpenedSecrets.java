package io.insula.credential;

import io.insula.formation.SecretSource;
import io.insula.formation.UnopenedSecretException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The secrets of one formation in clear, while it is read. They are shown by nothing. */
class OpenedSecrets implements SecretSource {

    private final Map<String, String> secrets;
    private final Set<String> unopened;
    private final Set<String> keys;

    /**
     * What was opened.
     *
     * @param unopened the names of those that did not open
     * @param keys the names of those, open or not, that may be keys of the formation
     */
    OpenedSecrets(Map<String, String> secrets, Set<String> unopened, Set<String> keys) {
        this.secrets = Map.copyOf(secrets);
        this.unopened = Set.copyOf(unopened);
        this.keys = Set.copyOf(keys);
    }

    /** A secret that does not open is there all the same: what a file or setting has of that name is another one. */
    @Override
    public Optional<String> find(String name) {
        if (unopened.contains(name)) {
            throw new UnopenedSecretException(name);
        }
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public SecretSource forKeys() {
        Map<String, String> allowed = new HashMap<>(secrets);
        allowed.keySet().retainAll(keys);
        Set<String> missed = new HashSet<>(unopened);
        missed.retainAll(keys);
        return new OpenedSecrets(allowed, missed, keys) {
            @Override
            public String absence() {
                return " is missing, or somebody keeps it who may not manage keys";
            }
        };
    }

    /**
     * As they would be with another value for one of them.
     *
     * @param mayBeKey whether that one may be a key
     */
    OpenedSecrets with(String name, String value, boolean mayBeKey) {
        Map<String, String> others = new HashMap<>(secrets);
        others.put(name, value);
        Set<String> missed = new HashSet<>(unopened);
        missed.remove(name);
        Set<String> otherKeys = new HashSet<>(keys);
        if (mayBeKey) {
            otherKeys.add(name);
        } else {
            otherKeys.remove(name);
        }
        return new OpenedSecrets(others, missed, otherKeys);
    }

    /** How many there are, and nothing else. */
    @Override
    public String toString() {
        return "OpenedSecrets[" + secrets.size() + " hidden]";
    }
}
