package io.insula.embedding;

import io.insula.egress.EgressException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An OpenSearch with its k-NN plugin that all nodes share, for formations of more users than a node's own disk should
 * carry. Documents are filtered and routed by their owner; what comes back is only ever proposed.
 */
final class OpenSearchVectorIndex implements VectorIndex {

    private static final Logger LOG = Logger.getLogger(OpenSearchVectorIndex.class.getName());
    private static final int AT_ONCE = 500;
    private static final int PAGE = 5_000;
    private static final int ATTEMPTS = 4;
    private static final int PAUSE_MILLIS = 500;

    private final OpenSearchCalls calls;
    private final Set<Integer> laidOut = ConcurrentHashMap.newKeySet();

    OpenSearchVectorIndex(OpenSearchCalls calls) {
        this.calls = calls;
    }

    @Override
    public Held held(Owner owner) {
        return orElse(Held.NOTHING, () -> mark(owner));
    }

    @Override
    public void take(Owner owner, List<Entry> newer, long revision) {
        orElse(false, () -> {
            Held before = mark(owner);
            newer.stream()
                    .map(entry -> entry.meaning().vector().length)
                    .distinct()
                    .forEach(this::layOut);
            for (int from = 0; from < newer.size(); from += AT_ONCE) {
                StringBuilder bulk = new StringBuilder();
                newer.subList(from, Math.min(newer.size(), from + AT_ONCE))
                        .forEach(entry -> bulk.append(OpenSearchBodies.put(owner, entry)));
                write(bulk.toString());
            }
            calls.post("/" + OpenSearchNames.allTexts(owner) + "/_refresh", "{}");
            // Whoever begins has nothing to sweep: what was deleted before never came in.
            mark(owner, new Held(revision, before.revision() == 0 ? revision : before.swept()));
            return true;
        });
    }

    @Override
    public void sweep(Owner owner, Set<String> living, long revision) {
        orElse(false, () -> {
            Held before = mark(owner);
            StringBuilder gone = new StringBuilder();
            String last = null;
            do {
                JsonObject page = calls.post(
                        "/" + OpenSearchNames.allTexts(owner) + "/_search?routing=" + OpenSearchNames.key(owner),
                        OpenSearchBodies.page(owner, PAGE, last));
                last = null;
                for (JsonObject hit : hits(page)) {
                    last = memory(hit);
                    if (!living.contains(last)) {
                        gone.append(OpenSearchBodies.delete(owner, hit.getString("_index"), hit.getString("_id")));
                    }
                }
            } while (last != null);
            if (!gone.isEmpty()) {
                write(gone.toString());
                calls.post("/" + OpenSearchNames.allTexts(owner) + "/_refresh", "{}");
            }
            mark(owner, new Held(before.revision(), revision));
            return true;
        });
    }

    @Override
    public List<String> propose(Owner owner, Question question) {
        return orElse(List.of(), () -> {
            JsonObject answers = calls.post("/_msearch", OpenSearchBodies.questions(owner, question));
            Set<String> found = new LinkedHashSet<>();
            for (JsonObject answer : answers.getJsonArray("responses").getValuesAs(JsonObject.class)) {
                hits(answer).forEach(hit -> found.add(memory(hit)));
            }
            return List.copyOf(found);
        });
    }

    @Override
    public Counts count(Owner owner, List<String> terms) {
        List<String> words = OpenSearchBodies.counted(terms);
        return orElse(Counts.NONE, () -> {
            List<Long> counts = calls
                    .post("/_msearch", OpenSearchBodies.counts(owner, words))
                    .getJsonArray("responses")
                    .getValuesAs(JsonObject.class)
                    .stream()
                    .map(OpenSearchVectorIndex::total)
                    .toList();
            Map<String, Long> holders = new HashMap<>();
            for (int i = 0; i < words.size(); i++) {
                holders.put(words.get(i), counts.get(i + 1));
            }
            return new Counts(counts.get(0), holders);
        });
    }

    /** @throws IllegalStateException if it is not certain that everything went */
    @Override
    public void forget(Owner owner) {
        for (String indexes : List.of(OpenSearchNames.allTexts(owner), OpenSearchNames.marks(owner) + "*")) {
            // What was written and is not searchable yet would be met in another version than the one found.
            calls.post("/" + indexes + "/_refresh", "{}");
            calls.post(
                    "/" + indexes + "/_delete_by_query?refresh=true&routing=" + OpenSearchNames.key(owner),
                    OpenSearchBodies.ofOwner(owner));
        }
    }

    private Held mark(Owner owner) {
        String key = OpenSearchNames.key(owner);
        Optional<JsonObject> mark = calls.get("/" + OpenSearchNames.marks(owner) + "/_doc/" + key + "?routing=" + key);
        return mark.filter(found -> found.getBoolean("found", false))
                .map(found -> found.getJsonObject("_source"))
                .map(source -> new Held(
                        source.getJsonNumber("revision").longValue(),
                        source.getJsonNumber("swept").longValue()))
                .orElse(Held.NOTHING);
    }

    private void mark(Owner owner, Held held) {
        layOut(0);
        write(OpenSearchBodies.putMark(owner, held));
    }

    /** Says once how documents of these are laid out; 0 means the marks. */
    private void layOut(int dimension) {
        if (laidOut.contains(dimension)) {
            return;
        }
        if (dimension == 0) {
            calls.post("/_index_template/insula-marks", OpenSearchBodies.marksTemplate());
        } else {
            calls.post("/_index_template/insula-texts-" + dimension, OpenSearchBodies.textsTemplate(dimension));
        }
        laidOut.add(dimension);
    }

    private void write(String bulk) {
        JsonObject answer = calls.post("/_bulk", bulk);
        if (answer.getBoolean("errors", true)) {
            throw new IllegalStateException("OpenSearch refused a part of what it was given");
        }
    }

    private static List<JsonObject> hits(JsonObject answer) {
        if (answer.containsKey("error")) {
            throw OpenSearchCalls.refusal(answer.getInt("status", 0));
        }
        return answer.getJsonObject("hits").getJsonArray("hits").getValuesAs(JsonObject.class);
    }

    private static long total(JsonObject answer) {
        hits(answer);
        return answer.getJsonObject("hits")
                .getJsonObject("total")
                .getJsonNumber("value")
                .longValue();
    }

    private static String memory(JsonValue hit) {
        return hit.asJsonObject().getJsonObject("_source").getString("memory");
    }

    /** Nothing held, nothing proposed: then all is compared one by one, which is slow and right. */
    private static <T> T orElse(T nothing, Supplier<T> calls) {
        try {
            return patiently(calls);
        } catch (EgressException | IllegalStateException failed) {
            LOG.log(Level.WARNING, "The distributed index cannot be used: {0}", failed.getMessage());
            return nothing;
        }
    }

    /** A part of an index that has just been made, or moves to another node, is out of reach for a moment. */
    private static <T> T patiently(Supplier<T> calls) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return calls.get();
            } catch (OpenSearchCalls.NotReadyException moment) {
                pause();
            }
        }
        return calls.get();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while OpenSearch was not ready", interrupted);
        }
    }
}
