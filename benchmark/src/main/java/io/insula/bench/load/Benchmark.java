package io.insula.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Measures the launched product and prints a table. It judges nothing: figures of two machines do not compare. */
public final class Benchmark {

    private static final int AT_A_TIME = 2;

    private final Settings settings;
    private final PrintStream out;

    private Benchmark(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    public static void main(String[] words) throws Exception {
        new Benchmark(Settings.read(), System.out).run();
    }

    private void run() throws Exception {
        out.println("Starting the server");
        try (BenchServer server = BenchServer.start(settings);
                ClosedLoop loop = new ClosedLoop(server)) {
            out.println("Preparing the data");
            Door door = new Door(server.port(), server.clientKey());
            List<Scenario> scenarios = chosen(door, server);
            warmUp(scenarios, loop);
            Map<Scenario, List<Turn>> turns = new LinkedHashMap<>();
            for (int round = 1; round <= settings.rounds(); round++) {
                out.println("Round " + round + " of " + settings.rounds());
                for (Scenario scenario : scenarios) {
                    Turn turn = loop.run(scenario, Duration.ofSeconds(settings.seconds()));
                    turns.computeIfAbsent(scenario, unknown -> new ArrayList<>())
                            .add(turn);
                }
            }
            out.println();
            out.println(new Table(turns));
            profile(scenarios, server, loop);
        }
    }

    private List<Scenario> chosen(Door door, BenchServer server) throws IOException, SQLException {
        Specimens specimens = new Specimens(server.databaseUrl(), server.superuserPassword());
        return new Scenarios(door, specimens)
                .prepare().stream()
                        .filter(scenario ->
                                settings.only().matcher(scenario.name()).find())
                        .toList();
    }

    /** Two at a time: each gets its minute, and the whole takes half as long. */
    private void warmUp(List<Scenario> scenarios, ClosedLoop loop) throws Exception {
        out.println("Warming up, " + settings.warmup() + " s each");
        Duration duration = Duration.ofSeconds(settings.warmup());
        ExecutorService pairs = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Callable<Turn>> warming = new ArrayList<>();
            scenarios.forEach(scenario -> warming.add(() -> loop.run(scenario, duration)));
            for (Future<Turn> warm : pairs.invokeAll(warming)) {
                warm.get();
            }
        } finally {
            pairs.shutdownNow();
        }
    }

    private void profile(List<Scenario> scenarios, BenchServer server, ClosedLoop loop) throws Exception {
        for (Scenario scenario : scenarios) {
            if (settings.profile() > 0 && scenario.name().equals(Scenarios.READ)) {
                Profile profile = new Profile(server.pid(), settings.work().resolve("memory-read.jfr"));
                profile.begin();
                loop.run(scenario, Duration.ofSeconds(settings.profile()));
                out.println(
                        "Where the memory read spends its CPU, " + settings.profile() + " s of flight recording:\n");
                out.println(profile.end());
            }
        }
    }
}
