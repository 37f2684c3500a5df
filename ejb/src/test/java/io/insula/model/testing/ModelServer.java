package io.insula.model.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A small provider on loopback that speaks OpenAI's protocol, chat completions streamed or whole and embeddings, and
 * fails as a test wants it to. It keeps all that it was asked.
 */
public final class ModelServer implements AutoCloseable {

    /** How one call is answered. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(Exchange exchange) throws IOException, InterruptedException;
    }

    /** One call that came. */
    public record Asked(String path, Optional<String> authorization, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "model-server");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();
    private final Queue<Behaviour> nextAside = new ConcurrentLinkedQueue<>();
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile Predicate<Asked> aside = call -> false;
    private volatile Function<Asked, String> asides = call -> "";
    private volatile Function<Asked, String> replies = call -> "The model's answer.";

    private ModelServer(HttpServer server) {
        this.server = server;
    }

    /** Starts a server at a free port. */
    public static ModelServer start() {
        return start(0);
    }

    /** Starts a server at this port. */
    public static ModelServer start(int port) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
            ModelServer server = new ModelServer(http);
            http.setExecutor(server.threads);
            http.createContext("/v1/chat/completions", server::chat);
            http.createContext("/v1/embeddings", server::embeddings);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a formation writes as its {@code base_url}. */
    public String url() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The next call, of whatever kind, is answered so; the usual answers follow when there is none left. */
    public ModelServer next(Behaviour behaviour) {
        next.add(behaviour);
        return this;
    }

    /** What is said where nothing else is wanted. */
    public void reply(Function<Asked, String> reply) {
        replies = reply;
    }

    /** What is said in such calls, which take nothing from what {@link #next} wants: others make them, at their time. */
    public void replyAside(Predicate<Asked> which, Function<Asked, String> reply) {
        asides = reply;
        aside = which;
    }

    /** The next of the calls that are answered aside is answered so. */
    public void nextAside(Behaviour behaviour) {
        nextAside.add(behaviour);
    }

    /** All calls so far. */
    public List<Asked> asked() {
        return asked;
    }

    /** The bodies of all calls for a completion, but for those that are answered aside. */
    public List<String> prompts() {
        return asked.stream()
                .filter(call -> call.path().endsWith("/chat/completions") && !aside.test(call))
                .map(Asked::body)
                .toList();
    }

    /** The bodies of all calls that are answered aside. */
    public List<String> promptsAside() {
        return asked.stream().filter(aside).map(Asked::body).toList();
    }

    /** Waits until a caller has closed the connection while it was still being spoken to. */
    public void awaitLeft() throws InterruptedException {
        left.await();
    }

    private void chat(HttpExchange http) throws IOException {
        serve(
                http,
                exchange -> exchange.say((aside.test(exchange.asked()) ? asides : replies).apply(exchange.asked())));
    }

    private void embeddings(HttpExchange http) throws IOException {
        serve(
                http,
                exchange ->
                        exchange.json(200, WordVectors.answer(exchange.asked().body())));
    }

    private void serve(HttpExchange http, Behaviour usual) throws IOException {
        Asked call = new Asked(
                http.getRequestURI().getPath(),
                Optional.ofNullable(http.getRequestHeaders().getFirst("Authorization")),
                new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.add(call);
        Behaviour behaviour = (aside.test(call) ? nextAside : next).poll();
        try {
            (behaviour == null ? usual : behaviour).answer(new Exchange(http, call, usual));
            http.close();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            left.countDown();
            // Out of here the server cuts the connection, whatever was promised.
            throw e;
        } catch (Error e) {
            // With it this thread would end and leave the caller waiting for as long as callers wait.
            throw new IOException("The provider of the test is at fault", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** One call being answered. */
    public static final class Exchange {

        private final HttpExchange http;
        private final Asked asked;
        private final Behaviour usual;

        private Exchange(HttpExchange http, Asked asked, Behaviour usual) {
            this.http = http;
            this.asked = asked;
            this.usual = usual;
        }

        /** Answers as if no other behaviour had been asked for. */
        public void asUsual() throws IOException, InterruptedException {
            usual.answer(this);
        }

        public Asked asked() {
            return asked;
        }

        public Exchange header(String name, String value) {
            http.getResponseHeaders().set(name, value);
            return this;
        }

        /** The whole answer as JSON. */
        public void json(int status, String body) throws IOException {
            header("Content-Type", "application/json");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            http.getResponseBody().write(bytes);
        }

        /** Opens a stream whose end nobody knows. */
        public OutputStream stream(String type) throws IOException {
            header("Content-Type", type);
            http.sendResponseHeaders(200, 0);
            return http.getResponseBody();
        }

        /** Completes with this text: word by word where the caller asked for a stream. */
        public void say(String text) throws IOException {
            if (!asked.body().contains("\"stream\":true")) {
                json(200, Wire.whole(text));
                return;
            }
            OutputStream out = stream("text/event-stream");
            for (String word : text.split("(?<= )", -1)) {
                send(out, Wire.piece(word));
            }
            send(out, Wire.end());
            send(out, Wire.usage());
            send(out, "[DONE]");
        }

        /** Wants a tool to be called: in parts where the caller asked for a stream. */
        public void want(String name, String arguments) throws IOException {
            if (!asked.body().contains("\"stream\":true")) {
                json(200, Wire.toolCall(name, arguments));
                return;
            }
            OutputStream out = stream("text/event-stream");
            send(out, Wire.wanted(name, arguments));
            send(out, "[DONE]");
        }

        /** Sends one event. */
        public static void send(OutputStream out, String data) throws IOException {
            out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
