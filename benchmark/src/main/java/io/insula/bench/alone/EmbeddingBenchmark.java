package io.insula.bench.alone;

import com.sun.management.OperatingSystemMXBean;
import io.insula.embedding.Embedder;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** How many sentences the model embeds in a second of the processor's time, compiler and collector included. */
public final class EmbeddingBenchmark {

    private static final int SENTENCES = 1_000;
    private static final int AT_ONCE = 50;
    private static final int ROUNDS = 8;
    private static final int WARM_AFTER = 2;
    private static final double NANOS_PER_SECOND = 1e9;

    private static final List<String> WHO = List.of("Anna", "Ben", "Carla", "David", "Emil", "Farah", "Grace", "Hugo");
    private static final List<String> WHAT = List.of(
            "likes coffee black without sugar",
            "asked about the old bicycle from her uncle",
            "talked at length with a colleague about a vegetarian diet",
            "has three cats called Momo, Fips and Luna",
            "planned a budget of 5000 euros for the trip to Norway",
            "is worried about the dentist appointment on Thursday at 3 pm",
            "bought a new apartment near the central station in Munich");
    private static final List<String> WHY = List.of(
            "",
            ", since last spring",
            ", which the doctor recommended",
            " because the old contract ended in March and nobody renewed it",
            ", even on weekends when the children are at home");

    private EmbeddingBenchmark() {}

    public static void main(String[] words) {
        try (Embedder embedder = new Embedder()) {
            embedder.load();
            measure(embedder, sentences(), System.out);
        }
    }

    private static void measure(Embedder embedder, List<String> sentences, PrintStream out) {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        out.println("| round | sentences per CPU-second | per second |\n|---|---|---|");
        for (int round = 1; round <= ROUNDS; round++) {
            long begun = System.nanoTime();
            long used = machine.getProcessCpuTime();
            for (int from = 0; from < sentences.size(); from += AT_ONCE) {
                embedder.embedAll(sentences.subList(from, from + AT_ONCE));
            }
            double cpu = (machine.getProcessCpuTime() - used) / NANOS_PER_SECOND;
            double clock = (System.nanoTime() - begun) / NANOS_PER_SECOND;
            if (round > WARM_AFTER) {
                out.printf(
                        Locale.ROOT, "| %d | %.0f | %.0f |%n", round - WARM_AFTER, SENTENCES / cpu, SENTENCES / clock);
            }
        }
    }

    private static List<String> sentences() {
        Random random = new Random(3);
        List<String> sentences = new ArrayList<>(SENTENCES);
        for (int i = 0; i < SENTENCES; i++) {
            sentences.add(any(WHO, random) + " " + any(WHAT, random) + any(WHY, random) + ".");
        }
        return sentences;
    }

    private static String any(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
