package io.insula.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How long the reads of some tenants take while another one writes over twenty times as many connections as its share
 * holds: once where the formation bounds that share and once where it may take the whole pool, in turns on one server.
 */
public final class ShareBenchmark {

    private static final int SHARE = 5;
    private static final int NO_SHARE = 10_000;
    private static final int CROWD = 20 * SHARE;
    private static final double GOAL = 0.5;

    private final BenchServer server;
    private final Settings settings;
    private final PrintStream out;

    private ShareBenchmark(BenchServer server, Settings settings, PrintStream out) {
        this.server = server;
        this.settings = settings;
        this.out = out;
    }

    public static void main(String[] words) throws Exception {
        Settings settings = Settings.read();
        if (settings.rounds() == 0) {
            return;
        }
        for (Manner manner : Manner.values()) {
            manner.write(settings.formations());
        }
        try (BenchServer server = BenchServer.start(settings)) {
            new ShareBenchmark(server, settings, System.out).run();
        }
    }

    /** What the loud tenant may do, and whether it waits when it is told to. */
    private enum Manner {
        OPEN("no share", NO_SHARE, true),
        BOUNDED("a share of " + SHARE, SHARE, true),
        DEAF("a share of " + SHARE + ", and it does not heed `Retry-After`", SHARE, false);

        private final String words;
        private final int share;
        private final boolean heeding;

        Manner(String words, int share, boolean heeding) {
            this.words = words;
            this.share = share;
            this.heeding = heeding;
        }

        String formation() {
            return name().toLowerCase(Locale.ROOT);
        }

        void write(Path formations) throws IOException {
            Files.writeString(
                    Files.createDirectories(formations.resolve(formation())).resolve("formation.afs"),
                    """
                    schema: "1.0.0"
                    id: %s
                    tenancy: {create: on_first_use}
                    memory: {persistent: {pool: {per_tenant_limit: %d}}}
                    """
                            .formatted(formation(), share));
        }
    }

    private void run() throws Exception {
        Map<Manner, Neighbours> houses = new EnumMap<>(Manner.class);
        Map<Manner, List<Neighbours.Heard>> heard = new EnumMap<>(Manner.class);
        for (Manner manner : Manner.values()) {
            Neighbours neighbours = new Neighbours(server, manner.formation(), CROWD, manner.heeding);
            neighbours.moveIn();
            houses.put(manner, neighbours);
            heard.put(manner, new ArrayList<>());
            out.println("Warming up: " + manner.words);
            neighbours.live(Duration.ofSeconds(settings.warmup()));
        }
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Manner manner : Manner.values()) {
                Neighbours.Heard turn = houses.get(manner).live(Duration.ofSeconds(settings.seconds()));
                heard.get(manner).add(turn);
                out.printf(Locale.ROOT, "Round %d, %s: %s%n", round, manner.words, turn);
            }
        }
        tell(heard);
        judge(heard);
    }

    private void tell(Map<Manner, List<Neighbours.Heard>> heard) {
        out.println("\n| one tenant writes over " + CROWD + " connections, with | reads of the others | p50 ms | p99 ms"
                + " | of that without a share, by round | not answered well | the loud one's writes | told to come back"
                + " | its transactions at one lock, at most | connections at work, at most |\n"
                + "|---|---|---|---|---|---|---|---|---|---|");
        heard.forEach((manner, turns) -> out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.1f | %.1f | %s | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
                manner.words,
                sum(turns, Neighbours.Heard::reads),
                median(turns.stream().mapToDouble(Neighbours.Heard::p50).toArray()),
                median(turns.stream().mapToDouble(Neighbours.Heard::p99).toArray()),
                ratios(turns, heard.get(Manner.OPEN)),
                sum(turns, Neighbours.Heard::failed),
                sum(turns, Neighbours.Heard::written),
                sum(turns, Neighbours.Heard::refused),
                most(turns, Neighbours.Heard::atLock),
                most(turns, Neighbours.Heard::atWork)));
    }

    /** What holds on any machine, however busy; how far the quantiles lie apart is told, not judged. */
    private static void judge(Map<Manner, List<Neighbours.Heard>> heard) {
        for (Manner manner : List.of(Manner.BOUNDED, Manner.DEAF)) {
            List<Neighbours.Heard> turns = heard.get(manner);
            require(sum(turns, Neighbours.Heard::failed) == 0, "Another tenant's read failed");
            require(sum(turns, Neighbours.Heard::refused) > 0, "Nobody was told to come back");
            require(sum(turns, Neighbours.Heard::unsaid) == 0, "A refusal did not say when to come back");
            require(most(turns, Neighbours.Heard::atLock) <= SHARE, "The tenant held more than its share");
        }
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static String ratios(List<Neighbours.Heard> turns, List<Neighbours.Heard> open) {
        double[] ratios = new double[turns.size()];
        Arrays.setAll(ratios, i -> turns.get(i).p99() / open.get(i).p99());
        Arrays.sort(ratios);
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f; goal %.1f)",
                median(ratios),
                ratios[0],
                ratios[ratios.length - 1],
                turns.equals(open) ? 1 : GOAL);
    }

    private static double sum(List<Neighbours.Heard> turns, ToDoubleFunction<Neighbours.Heard> figure) {
        return turns.stream().mapToDouble(figure).sum();
    }

    private static double most(List<Neighbours.Heard> turns, ToDoubleFunction<Neighbours.Heard> figure) {
        return turns.stream().mapToDouble(figure).max().orElse(Double.NaN);
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
