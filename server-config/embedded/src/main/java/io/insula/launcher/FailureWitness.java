package io.insula.launcher;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Remembers what was complained of while a deployment went on: the server tells only its log why one failed. Whether it
 * failed, the log does not tell, for what Insula itself calls severe may concern one formation alone. While the witness
 * listens, the console hears Insula alone; what the server complains of becomes the one line of the launcher.
 */
final class FailureWitness extends Handler {
    private static final Formatter WORDS = new LineFormatter();

    private final AtomicReference<String> firstThrown = new AtomicReference<>();
    private final AtomicReference<String> firstMessage = new AtomicReference<>();

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
        if (event.getThrown() != null) {
            firstThrown.compareAndSet(null, rootOf(event.getThrown()));
        } else if (!LineFilter.isOwn(event)) {
            firstMessage.compareAndSet(null, WORDS.formatMessage(event));
        }
    }

    /** Why a deployment failed that did; an exception says it better than what the server makes of it. */
    Optional<String> reason() {
        return Optional.ofNullable(firstThrown.get()).or(() -> Optional.ofNullable(firstMessage.get()));
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
