package io.insula.bench.alone;

import io.insula.embedding.LuceneVectorIndex;
import io.insula.embedding.Meaning;
import io.insula.embedding.VectorIndex.Entry;
import io.insula.embedding.VectorIndex.Owner;
import io.insula.embedding.VectorIndex.Question;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Fills one tenant's index and asks it as users of different sizes would: how long a question takes, and how many of the
 * ten nearest it finds of those that comparing every memory finds. One user has four tenths of all memories, four have a
 * tenth each, and twenty a hundredth each.
 */
public final class IndexBenchmark {

    private static final int BATCH = 20_000;
    private static final int PER_CLUSTER = 500;
    private static final int LIMIT = 10;
    private static final int PROPOSED = 50;
    private static final int QUESTIONS = 200;
    private static final int ROUNDS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final LuceneVectorIndex index;
    private final PrintStream out;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private IndexBenchmark(LuceneVectorIndex index, PrintStream out) {
        this.index = index;
        this.out = out;
    }

    public static void main(String[] words) {
        int memories = Integer.getInteger("bench.index", 100_000);
        String directory = System.getProperty("bench.index.directory", "memory");
        try (LuceneVectorIndex index = LuceneVectorIndex.in(directory)) {
            new IndexBenchmark(index, System.out).run(memories);
        }
    }

    private void run(int memories) {
        List<Crowd> users = IntStream.range(0, 25)
                .mapToObj(user -> new Crowd(
                        Math.max(50, memories / PER_CLUSTER),
                        user,
                        user == 0 ? memories / 10 * 4 : user < 5 ? memories / 10 : memories / 100))
                .toList();
        out.println("Filling the index with " + memories + " memories");
        long begun = System.nanoTime();
        users.forEach(this::fill);
        out.println("Filled in " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s");
        out.println();
        out.println("| memories of the tenant | of the user | p50 ms | p95 ms | CPU p50 ms | CPU p95 ms | recall@10 |\n"
                + "|---|---|---|---|---|---|---|");
        for (Crowd user : List.of(users.get(0), users.get(1), users.get(5))) {
            ask(memories, user);
        }
    }

    private void fill(Crowd user) {
        for (int from = (int) index.held(owner(user)).revision(); from < user.memories(); from += BATCH) {
            int to = Math.min(user.memories(), from + BATCH);
            List<Entry> entries = IntStream.range(from, to)
                    .mapToObj(
                            number -> new Entry("mem_" + number, user.memory(number), List.of("matter" + number % 99)))
                    .toList();
            index.take(owner(user), entries, to);
        }
    }

    /** The processor's time tells the work; the clock's also what the rest of the machine was doing. */
    private void ask(int memories, Crowd user) {
        List<Meaning> questions =
                IntStream.range(0, QUESTIONS).mapToObj(user::question).toList();
        List<List<Integer>> nearest = user.nearest(questions, LIMIT);
        List<Double> clock = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        int right = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < QUESTIONS; i++) {
                long begun = System.nanoTime();
                long used = threads.getCurrentThreadCpuTime();
                List<String> found =
                        index.propose(owner(user), new Question(questions.get(i), List.of("matter7"), PROPOSED));
                if (round > 0) {
                    clock.add((System.nanoTime() - begun) / NANOS_PER_MILLI);
                    processor.add((threads.getCurrentThreadCpuTime() - used) / NANOS_PER_MILLI);
                    right += right(found, nearest.get(i));
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "| %d | %d | %.1f | %.1f | %.1f | %.1f | %.3f |%n",
                memories,
                user.memories(),
                percentile(clock, 50),
                percentile(clock, 95),
                percentile(processor, 50),
                percentile(processor, 95),
                right / (double) ((ROUNDS - 1) * QUESTIONS * LIMIT));
    }

    private static double percentile(List<Double> values, int percent) {
        return values.stream()
                .sorted()
                .skip((long) values.size() * percent / 100)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static int right(List<String> found, List<Integer> nearest) {
        List<String> best = found.stream().limit(LIMIT).toList();
        return (int) nearest.stream()
                .filter(number -> best.contains("mem_" + number))
                .count();
    }

    private static Owner owner(Crowd user) {
        return new Owner("bench", "ten_bench", user.user());
    }
}
