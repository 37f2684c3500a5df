package io.insula.formation;

import io.insula.formation.ValueType.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One key of the vocabulary.
 *
 * @param fallback what holds if it is absent
 * @param mandatory whether it must be there
 * @param refused values that stop the formation, and why
 */
record Key(
        String name,
        ValueType type,
        Activity activity,
        Optional<Object> fallback,
        boolean mandatory,
        Map<String, String> refused) {

    static Key key(String name, ValueType type) {
        return new Key(name, type, Activity.ACTIVE, Optional.empty(), false, Map.of());
    }

    static Key section(String name, Key... keys) {
        return key(name, new Section(List.of(keys)));
    }

    Key byDefault(Object value) {
        return new Key(name, type, activity, Optional.of(value), mandatory, refused);
    }

    Key required() {
        return new Key(name, type, activity, fallback, true, refused);
    }

    Key notYet() {
        return new Key(name, type, Activity.NOT_YET, fallback, mandatory, refused);
    }

    Key refusing(String value, String why) {
        Map<String, String> more = new TreeMap<>(refused);
        more.put(value, why);
        return new Key(name, type, activity, fallback, mandatory, Map.copyOf(more));
    }

    List<Key> children() {
        return type instanceof Section section ? section.keys() : List.of();
    }

    Optional<Key> child(String childName) {
        return children().stream().filter(key -> key.name().equals(childName)).findFirst();
    }
}
