package io.insula.connection;

import io.insula.kernel.PlatformException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The line to a program: a message is a line of its standard input or output. A program that writes anything else, or
 * without end, is ended; one that dies fails all who wait at that moment.
 */
final class ProcessConnection implements Connection {

    private static final long NOT_WRITING = Long.MAX_VALUE;
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);
    private static final Duration DYING = Duration.ofMillis(500);
    /** How much, in the longest answers, it may write that answers nobody. */
    private static final int UNASKED = 4;

    private final String server;
    private final StartedProgram program;
    private final OutputStream in;
    private final int longestLine;
    private final Map<Long, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile long writeUntil = NOT_WRITING;
    private volatile long heard = System.nanoTime();
    private volatile boolean spoken;
    private volatile Supplier<PlatformException> over;
    private long unasked;

    private ProcessConnection(String server, StartedProgram program, int longestLine) {
        this.server = server;
        this.program = program;
        this.in = program.process().getOutputStream();
        this.longestLine = longestLine;
    }

    /** Listens from now on. */
    static ProcessConnection to(String server, StartedProgram program, int longestLine) {
        ProcessConnection connection = new ProcessConnection(server, program, longestLine);
        Thread reader =
                new Thread(connection::read, "insula-tool-" + program.process().pid());
        reader.setDaemon(true);
        // Whatever thread started the program, nothing of it may be kept by one that lives as long.
        reader.setContextClassLoader(ProcessConnection.class.getClassLoader());
        reader.start();
        program.onEnd(() -> connection.lostAfter(reader));
        return connection;
    }

    /** Hands over what the program gets before the first message. */
    void open(byte[] header, Duration timeout) {
        write(header, timeout);
    }

    @Override
    public JsonObject ask(String method, JsonObject params, Duration timeout) {
        if (over != null) {
            throw new LostException();
        }
        long began = System.nanoTime();
        long id = ids.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        pending.put(id, answer);
        try {
            write(line(Rpc.request(id, method, params)), timeout);
            if (over != null) {
                throw over.get();
            }
            long left = timeout.toNanos() - (System.nanoTime() - began);
            return Rpc.result(server, answer.get(left, TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            throw over.get();
        } catch (InterruptedException e) {
            throw Failures.interrupted(server);
        } catch (TimeoutException e) {
            giveUp(id, began);
            throw Failures.tooSlow(server);
        } finally {
            pending.remove(id);
        }
    }

    /** One that says nothing at all is ended, so that the next call finds a new one; another is told to stop. */
    private void giveUp(long id, long began) {
        if (heard - began < 0) {
            over(() -> Failures.tooSlow(server));
            return;
        }
        tell(
                "notifications/cancelled",
                Rpc.JSON.createObjectBuilder().add("requestId", id).build(),
                ANSWER_PATIENCE);
    }

    @Override
    public void tell(String method, JsonObject params, Duration timeout) {
        write(line(Rpc.notification(method, params)), timeout);
    }

    @Override
    public void agreed(String protocolVersion) {
        // Lines look the same in all versions.
    }

    private static byte[] line(JsonObject message) {
        return (message + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A program that does not read blocks whoever writes; {@link #look} ends it then. */
    private void write(byte[] bytes, Duration timeout) {
        try {
            if (!writing.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw Failures.tooSlow(server);
            }
        } catch (InterruptedException e) {
            throw Failures.interrupted(server);
        }
        try {
            writeUntil = System.nanoTime() + timeout.toNanos();
            in.write(bytes);
            in.flush();
        } catch (IOException e) {
            lost();
            throw over.get();
        } finally {
            writeUntil = NOT_WRITING;
            writing.unlock();
        }
    }

    @Override
    public void look() {
        long until = writeUntil;
        if (until != NOT_WRITING && System.nanoTime() - until > 0) {
            over(() -> Failures.unreachable(server, "does not read what it is sent"));
        }
    }

    private void read() {
        try {
            BoundedLines lines = new BoundedLines(program.process().getInputStream(), longestLine);
            for (String line = lines.next(); line != null && over == null; line = lines.next()) {
                take(line);
            }
            lost();
        } catch (BoundedLines.TooLongException e) {
            over(() -> Failures.unusable(server, "wrote an answer that is too large"));
        } catch (IOException | PlatformException e) {
            lost();
        }
    }

    private void take(String line) {
        JsonObject message = line.isBlank() ? null : Rpc.read(line).orElse(null);
        if (message == null) {
            over(() -> Failures.unusable(server, "wrote something that is no message of MCP"));
            return;
        }
        heard = System.nanoTime();
        spoken = true;
        unasked += line.length();
        if (Rpc.isRequest(message)) {
            write(line(Rpc.answerTo(message)), ANSWER_PATIENCE);
        } else if (!Rpc.isNotification(message)) {
            CompletableFuture<JsonObject> waiting = pending.remove(Rpc.idOf(message));
            if (waiting != null) {
                unasked = 0;
                waiting.complete(message);
            }
        }
        if (unasked > (long) UNASKED * longestLine) {
            over(() -> Failures.unusable(server, "writes without end"));
        }
    }

    @Override
    public boolean isOver() {
        return over != null;
    }

    @Override
    public void end() {
        over(() -> Failures.ended(server));
    }

    /** It may have answered with its last breath; but what it left behind may keep its output open. */
    private void lostAfter(Thread reader) {
        try {
            reader.join(DYING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lost();
    }

    /** It died, or closed what it writes to, which comes to the same. */
    private void lost() {
        String status = program.lastWords();
        over(() -> spoken ? Failures.ended(server) : Failures.doesNotStart(server, status));
    }

    /** The first reason holds. */
    private void over(Supplier<PlatformException> why) {
        synchronized (this) {
            if (over != null) {
                return;
            }
            over = why;
        }
        program.end();
        pending.values().forEach(answer -> answer.completeExceptionally(new LostException()));
    }
}
