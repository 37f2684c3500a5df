package io.insula.memory.working.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * A small index server on loopback that speaks FAISSx's protocol: ZeroMQ's request and reply, one map in one frame. Like the
 * real one it keeps nobody apart and cannot delete a single vector; and it fails as a test wants it to. It keeps all that it
 * was asked.
 */
public final class IndexServer implements AutoCloseable {

    /** One call that came. */
    public record Asked(String action, String index, String apiKey, String tenant, List<Long> numbers) {}

    private static final Duration LONGEST_BIND = Duration.ofSeconds(20);
    private static final Duration BIND_AGAIN = Duration.ofMillis(20);

    /** Below those that the system hands out: a client that knocks at a free one of these could be connected to itself. */
    private static final int LOWEST_PORT = 20_000;

    private static final int HIGHEST_PORT = 32_000;
    private static final int ANY = 0;
    private static final int LASTING = -1;

    private final ZMQ.Context context = ZMQ.context(1);
    private final ZMQ.Socket socket = context.socket(SocketType.REP);
    private final Map<String, Map<Long, List<Double>>> indexes = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Queue<UnaryOperator<byte[]>> next = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private final int port;
    private volatile UnaryOperator<byte[]> searches = answer -> answer;
    private volatile boolean mixing;

    private IndexServer(int port) {
        socket.setLinger(0);
        this.port = bind(port);
        thread = new Thread(this::serve, "index-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** The port of a server that has just ended is free only a moment later. */
    private int bind(int wanted) {
        if (wanted == ANY) {
            return socket.bindToRandomPort("tcp://127.0.0.1");
        }
        if (wanted == LASTING) {
            return socket.bindToRandomPort("tcp://127.0.0.1", LOWEST_PORT, HIGHEST_PORT);
        }
        long deadline = System.nanoTime() + LONGEST_BIND.toNanos();
        while (true) {
            try {
                socket.bind("tcp://127.0.0.1:" + wanted);
                return wanted;
            } catch (ZMQException taken) {
                if (System.nanoTime() > deadline) {
                    throw taken;
                }
                LockSupport.parkNanos(BIND_AGAIN.toNanos());
            }
        }
    }

    /** Starts an empty server at a free port. */
    public static IndexServer start() {
        return new IndexServer(ANY);
    }

    /** The same at a port that nobody takes who is not told to, for one that ends and comes back. */
    public static IndexServer startForGood() {
        return new IndexServer(LASTING);
    }

    /** Starts an empty server at this port. */
    public static IndexServer start(int port) {
        return new IndexServer(port);
    }

    /** What a formation writes as its {@code url}. */
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** The next answer, to whatever, is changed so; null keeps it back for ever. The usual ones follow. */
    public IndexServer next(UnaryOperator<byte[]> change) {
        next.add(change);
        return this;
    }

    /** From now on the answer to each search is changed so; null keeps it back. */
    public void searches(UnaryOperator<byte[]> change) {
        searches = change;
    }

    /** From now on a search looks through the indexes of all, as if there were no walls at all. */
    public void mix() {
        mixing = true;
    }

    /** All calls so far. */
    public List<Asked> asked() {
        return asked;
    }

    /** How many calls of this kind have come. */
    public long asked(String action) {
        return asked.stream().filter(call -> call.action().equals(action)).count();
    }

    /** The names of all indexes, with the numbers that each holds. */
    public Map<String, List<Long>> indexes() {
        Map<String, List<Long>> held = new LinkedHashMap<>();
        indexes.forEach((name, vectors) -> held.put(name, List.copyOf(vectors.keySet())));
        return held;
    }

    /** Loses all that it holds. */
    public void lose() {
        indexes.clear();
    }

    private void serve() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Map<String, Object> question = Packed.map(socket.recv());
                byte[] usual = Packed.frame(answer(question));
                UnaryOperator<byte[]> change = next.poll();
                if (change == null) {
                    change = question.get("action").equals("search") ? searches : answer -> answer;
                }
                byte[] answer = change.apply(usual);
                if (answer == null) {
                    closing.await();
                    return;
                }
                socket.send(answer);
            }
        } catch (ZMQException ended) {
            // It was closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.close();
        }
    }

    private Map<String, Object> answer(Map<String, Object> question) {
        String action = (String) question.get("action");
        String index = (String) question.get("index_id");
        asked.add(new Asked(
                action,
                index,
                (String) question.get("api_key"),
                (String) question.get("tenant_id"),
                numbers(question.get("ids"))));
        if (action.equals("create_index")) {
            boolean fresh = indexes.putIfAbsent(index, new ConcurrentHashMap<>()) == null;
            return Map.of("success", fresh, fresh ? "index_id" : "error", index + (fresh ? "" : " exists"));
        }
        if (!indexes.containsKey(index)) {
            return Map.of("success", false, "error", "Index " + index + " does not exist");
        }
        return switch (action) {
            case "add_with_ids" -> added(question, indexes.get(index));
            case "search" -> found(question, index);
            case "delete_index" -> Map.of("success", indexes.remove(index) != null);
            default -> Map.of("success", false, "error", "Unknown action");
        };
    }

    private static Map<String, Object> added(Map<String, Object> question, Map<Long, List<Double>> index) {
        List<Long> numbers = numbers(question.get("ids"));
        List<List<Double>> vectors = vectors(question.get("vectors"));
        for (int i = 0; i < numbers.size(); i++) {
            index.put(numbers.get(i), vectors.get(i));
        }
        return Map.of("success", true, "count", numbers.size(), "total", index.size());
    }

    private Map<String, Object> found(Map<String, Object> question, String index) {
        List<Double> query = vectors(question.get("query_vectors")).get(0);
        int most = ((Long) question.get("k")).intValue();
        Map<Long, List<Double>> all = new LinkedHashMap<>();
        if (mixing) {
            indexes.values().forEach(all::putAll);
        } else {
            all.putAll(indexes.get(index));
        }
        List<Long> numbers = new ArrayList<>(all.keySet());
        numbers.sort(Comparator.comparingDouble(number -> -product(query, all.get(number))));
        List<Long> near = numbers.subList(0, Math.min(most, numbers.size()));
        List<Double> distances =
                near.stream().map(number -> product(query, all.get(number))).toList();
        return Map.of("success", true, "results", List.of(Map.of("distances", distances, "indices", near)));
    }

    private static double product(List<Double> one, List<Double> other) {
        double sum = 0;
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            sum += one.get(i) * other.get(i);
        }
        return sum;
    }

    private static List<Long> numbers(Object packed) {
        return packed instanceof List<?> list
                ? list.stream().map(Long.class::cast).toList()
                : List.of();
    }

    private static List<List<Double>> vectors(Object packed) {
        return ((List<?>) packed)
                .stream()
                        .map(vector -> ((List<?>) vector)
                                .stream().map(Double.class::cast).toList())
                        .toList();
    }

    /** Ends at once, and forgets everything. */
    @Override
    public void close() {
        closing.countDown();
        context.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
