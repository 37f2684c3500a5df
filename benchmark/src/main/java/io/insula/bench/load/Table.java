package io.insula.bench.load;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The medians of all rounds, and what they are to the empty resource and to the read without walls, as Markdown. */
final class Table {

    private final Map<Scenario, List<Turn>> turns;

    Table(Map<Scenario, List<Turn>> turns) {
        this.turns = turns;
    }

    @Override
    public String toString() {
        double empty = perSecond(Scenarios.EMPTY);
        double open = perSecond(Scenarios.OPEN_READ);
        StringBuilder text = new StringBuilder(
                "| what | connections | requests/s | of the empty resource | of the read without walls | p50 ms | p95 ms |"
                        + " server CPU ms |\n|---|---|---|---|---|---|---|---|\n");
        turns.forEach((scenario, rounds) -> {
            double perSecond = median(rounds, Turn::perSecond);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.0f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                    scenario.name(),
                    scenario.connections(),
                    perSecond,
                    perSecond / empty,
                    perSecond / open,
                    median(rounds, turn -> turn.percentile(0.50)),
                    median(rounds, turn -> turn.percentile(0.95)),
                    median(rounds, Turn::cpuMillis)));
        });
        return text.toString();
    }

    private double perSecond(String name) {
        return turns.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .mapToDouble(entry -> median(entry.getValue(), Turn::perSecond))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double median(List<Turn> rounds, ToDoubleFunction<Turn> figure) {
        List<Double> sorted = rounds.stream()
                .map(figure::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
