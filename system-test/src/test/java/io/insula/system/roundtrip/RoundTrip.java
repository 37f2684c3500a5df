package io.insula.system.roundtrip;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One exchange with the database: everything the client sent before it had to wait for an answer.
 *
 * @param statements what was to be executed, in order; a JDBC batch is the same statement many times
 */
record RoundTrip(List<String> statements) {

    /** All of them, numbered, for whoever reads a failure. */
    static String tell(List<RoundTrip> trips) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < trips.size(); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(trips.get(i));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        Map<String, Integer> counted = new LinkedHashMap<>();
        statements.forEach(statement -> counted.merge(statement.replaceAll("\\s+", " "), 1, Integer::sum));
        return counted.entrySet().stream()
                .map(entry -> entry.getValue() == 1 ? entry.getKey() : entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining(" | "));
    }
}
