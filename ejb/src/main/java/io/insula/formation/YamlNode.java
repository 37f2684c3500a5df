package io.insula.formation;

import java.util.List;

/** A piece of YAML with its place. Aliases are already replaced by what they stand for. */
sealed interface YamlNode {

    Place place();

    /** How many pieces it consists of, itself included and aliases counted each time: what reading it costs. */
    int size();

    /** Key and value of a mapping; the place of the key is where a fault of the pair is shown. */
    record Pair(String key, Place keyPlace, YamlNode value) {}

    /** Keys with values, in the order of the file, each key once. */
    record Mapping(Place place, List<Pair> pairs, int size) implements YamlNode {}

    /** A list. */
    record Sequence(Place place, List<YamlNode> items, int size) implements YamlNode {}

    /**
     * A single value.
     *
     * @param plain whether it stands without quotes, so that it may be a number, a truth value or nothing
     * @param references where each <code>${{</code> of the text stands in the file
     */
    record Scalar(Place place, String text, boolean plain, List<Place> references) implements YamlNode {

        @Override
        public int size() {
            return 1;
        }

        boolean isNothing() {
            return plain && (text.isEmpty() || "null".equals(text) || "~".equals(text));
        }

        /** Without the text, which may be a secret. */
        @Override
        public String toString() {
            return "Scalar[" + place + "]";
        }
    }
}
