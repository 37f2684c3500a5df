package io.insula.credential;

import io.insula.formation.Fault;
import io.insula.formation.SecretSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The secrets of one formation in clear, while it is read. They are shown by nothing. */
final class OpenedSecrets implements SecretSource {

    private final Map<String, String> secrets;
    private final List<Fault> faults;

    OpenedSecrets(Map<String, String> secrets, List<Fault> faults) {
        this.secrets = Map.copyOf(secrets);
        this.faults = List.copyOf(faults);
    }

    @Override
    public Optional<String> find(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public List<Fault> faults() {
        return faults;
    }

    /** As they would be with another value for one of them. */
    static SecretSource with(SecretSource others, String name, String value) {
        Map<String, String> one = new HashMap<>();
        one.put(name, value);
        return new SecretSource() {
            @Override
            public Optional<String> find(String wanted) {
                return Optional.ofNullable(one.get(wanted)).or(() -> others.find(wanted));
            }

            @Override
            public List<Fault> faults() {
                return others.faults();
            }
        };
    }

    /** How many there are, and nothing else. */
    @Override
    public String toString() {
        return "OpenedSecrets[" + secrets.size() + " hidden]";
    }
}
