package io.insula.launcher;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Remembers why a deployment failed: the server tells only its log, and then calls itself ready. While it listens, the
 * console hears Insula alone; what the server complains of becomes the one line of the launcher.
 */
final class FailureWitness extends Handler {
    private final AtomicReference<String> firstReason = new AtomicReference<>();

    private final Map<Handler, Filter> silenced = new HashMap<>();

    private FailureWitness() {}

    static FailureWitness attach() {
        FailureWitness witness = new FailureWitness();
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            witness.silenced.put(handler, handler.getFilter());
            handler.setFilter(LineFilter::isOwn);
        }
        root.addHandler(witness);
        return witness;
    }

    void detach() {
        Logger.getLogger("").removeHandler(this);
        silenced.forEach(Handler::setFilter);
    }

    @Override
    public void publish(LogRecord event) {
        if (event.getLevel().intValue() < Level.SEVERE.intValue()) {
            return;
        }
        String reason = event.getThrown() == null ? event.getMessage() : rootOf(event.getThrown());
        firstReason.compareAndSet(null, reason);
    }

    Optional<String> reason() {
        return Optional.ofNullable(firstReason.get());
    }

    static String rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
