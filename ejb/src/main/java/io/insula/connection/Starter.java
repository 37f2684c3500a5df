package io.insula.connection;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The one thread that starts programs. The system ends them when the thread that started them ends, so that no program
 * outlives a server that was killed: hence it must not be a thread that serves a request and goes.
 */
final class Starter implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "insula-tool-starter");
        made.setDaemon(true);
        made.setContextClassLoader(Starter.class.getClassLoader());
        return made;
    });

    Process start(ProcessBuilder builder) throws IOException {
        Future<Process> started = thread.submit(builder::start);
        try {
            return started.get();
        } catch (ExecutionException e) {
            // Its message would repeat the command with all arguments.
            throw new IOException("The program cannot be started");
        } catch (InterruptedException e) {
            // It may have been started by now, and then nobody would know of it.
            thread.execute(() -> endUnknown(started));
            Thread.currentThread().interrupt();
            throw new IOException("Nobody waits for the program any more");
        }
    }

    private static void endUnknown(Future<Process> started) {
        try {
            started.get().destroyForcibly();
        } catch (ExecutionException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
