package io.insula.credential;

import io.insula.formation.Fault;
import io.insula.formation.SecretSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The secrets of one formation in clear, while it is read. They are shown by nothing. */
class OpenedSecrets implements SecretSource {

    private final Map<String, String> secrets;
    private final Set<String> keys;
    private final List<Fault> faults;

    /**
     * What was opened.
     *
     * @param keys the names of those that may be keys of the formation
     */
    OpenedSecrets(Map<String, String> secrets, Set<String> keys, List<Fault> faults) {
        this.secrets = Map.copyOf(secrets);
        this.keys = Set.copyOf(keys);
        this.faults = List.copyOf(faults);
    }

    @Override
    public Optional<String> find(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public SecretSource forKeys() {
        Map<String, String> allowed = new HashMap<>(secrets);
        allowed.keySet().retainAll(keys);
        return new OpenedSecrets(allowed, keys, faults) {
            @Override
            public String absence() {
                return " is missing, or somebody keeps it who may not manage keys";
            }
        };
    }

    @Override
    public List<Fault> faults() {
        return faults;
    }

    /**
     * As they would be with another value for one of them.
     *
     * @param mayBeKey whether that one may be a key
     */
    OpenedSecrets with(String name, String value, boolean mayBeKey) {
        Map<String, String> others = new HashMap<>(secrets);
        others.put(name, value);
        Set<String> otherKeys = new HashSet<>(keys);
        if (mayBeKey) {
            otherKeys.add(name);
        } else {
            otherKeys.remove(name);
        }
        return new OpenedSecrets(others, otherKeys, faults);
    }

    /** How many there are, and nothing else. */
    @Override
    public String toString() {
        return "OpenedSecrets[" + secrets.size() + " hidden]";
    }
}
