package io.insula.memory;

import io.insula.search.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was decided of one memory and some that were said before it. A decision is about words: once the earlier memory
 * has others it holds no longer. Written as one line for each, which is all that is kept of it.
 *
 * @param byEarlier by the earlier memory's id
 */
public record Verdicts(Map<String, Decision> byEarlier) {

    /** Nothing was decided. */
    public static final Verdicts NONE = new Verdicts(Map.of());

    /** What is decided beyond this pushes out what was decided first. */
    static final int MOST = 8;

    private static final int PARTS = 3;

    /**
     * One decision.
     *
     * @param words a digest of the earlier memory's words
     */
    record Decision(Verdict verdict, String words) {}

    public Verdicts {
        byEarlier = Map.copyOf(byEarlier);
    }

    /** Reads what was written; what cannot be read was not decided. */
    static Verdicts read(String written) {
        if (written == null) {
            return NONE;
        }
        Map<String, Decision> read = new LinkedHashMap<>();
        for (String line : written.split("\n", -1)) {
            String[] parts = line.split(" ", -1);
            Optional<Verdict> verdict = parts.length == PARTS ? Verdict.of(parts[1]) : Optional.empty();
            verdict.ifPresent(decided -> read.put(parts[0], new Decision(decided, parts[2])));
        }
        return new Verdicts(read);
    }

    /** As it is kept. */
    String written() {
        return byEarlier.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().verdict().word() + " "
                        + each.getValue().words())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** These and those; of too many the newly decided stay. */
    Verdicts and(Map<Memory, Verdict> decided) {
        Map<String, Decision> all = new LinkedHashMap<>();
        decided.forEach((earlier, verdict) -> put(all, earlier.id(), new Decision(verdict, digest(earlier))));
        byEarlier.forEach((earlier, decision) -> put(all, earlier, decision));
        return new Verdicts(all);
    }

    private static void put(Map<String, Decision> all, String earlier, Decision decision) {
        if (all.size() < MOST) {
            all.putIfAbsent(earlier, decision);
        }
    }

    /** What was decided of an earlier memory as it reads now. */
    Verdict of(Memory earlier) {
        Decision decision = byEarlier.get(earlier.id());
        return decision == null || !decision.words().equals(digest(earlier)) ? Verdict.OPEN : decision.verdict();
    }

    private static String digest(Memory memory) {
        return Integer.toHexString(memory.content().hashCode());
    }
}
