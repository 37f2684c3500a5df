package io.insula.memory.working;

import io.insula.embedding.Meaning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The working memory of one user, in one model, as of a revision, without its words. Immutable. What it proposes is
 * always read again before it leaves.
 */
final class WorkingSet {

    private static final int BYTES_PER_TRACE = 300;
    private static final Comparator<Near> BEST_FIRST =
            Comparator.comparingDouble(Near::pull).reversed();

    private final long revision;
    private final List<Trace> traces;

    /**
     * What a statement left behind.
     *
     * @param memoryId the memory that has its words, or null
     */
    record Trace(String id, String memoryId, int uses, Instant usedAt, Meaning meaning) {

        /** What an answer names as its source. */
        String source() {
            return memoryId == null ? id : memoryId;
        }

        Trace used(Instant now) {
            return new Trace(id, memoryId, uses + 1, now, meaning);
        }
    }

    /**
     * A trace that a question brings back.
     *
     * @param cosine how near its meaning is
     * @param pull the nearness, weighted by its strength
     */
    record Near(Trace trace, double cosine, double pull) {}

    WorkingSet(long revision, List<Trace> traces) {
        this.revision = revision;
        this.traces = List.copyOf(traces);
    }

    long revision() {
        return revision;
    }

    /** These and what was added since, as of a later revision. */
    WorkingSet and(List<Trace> newer, long asOf) {
        Map<String, Trace> all = new LinkedHashMap<>();
        traces.forEach(trace -> all.put(trace.id(), trace));
        newer.forEach(trace -> all.put(trace.id(), trace));
        return new WorkingSet(asOf, List.copyOf(all.values()));
    }

    /** The same, after an answer rested on some of them. */
    WorkingSet used(Collection<String> sources, Instant now) {
        return new WorkingSet(
                revision,
                traces.stream()
                        .map(trace -> sources.contains(trace.source()) ? trace.used(now) : trace)
                        .toList());
    }

    /**
     * What lies nearest and has not faded. Strength decides between the near and the nearly as near: at full strength or
     * more the cosine counts whole, and half of it when all strength is gone.
     */
    List<Near> nearest(Meaning query, int limit, Decay decay, Instant now) {
        List<Near> near = new ArrayList<>();
        for (Trace trace : traces) {
            double strength = decay.strength(trace.uses(), trace.usedAt(), now);
            double cosine = query.nearness(trace.meaning());
            if (strength >= Decay.FAINT && cosine > 0) {
                near.add(new Near(trace, cosine, cosine * (0.5 + 0.5 * Math.min(1, strength))));
            }
        }
        near.sort(BEST_FIRST);
        Set<String> sources = new HashSet<>();
        return near.stream()
                .filter(each -> sources.add(each.trace().source()))
                .limit(limit)
                .toList();
    }

    boolean hasFaded(Decay decay, Instant now) {
        return traces.stream().anyMatch(trace -> decay.isFaint(trace.uses(), trace.usedAt(), now));
    }

    int bytes() {
        long bytes = 0;
        for (Trace trace : traces) {
            bytes += BYTES_PER_TRACE + (long) trace.meaning().dimension() * Float.BYTES;
        }
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }
}
