package io.insula.telemetry;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Hands each of Insula's events in the log the names of whose request it belongs to, on its way to the server's own
 * handlers: those of a logger further down are asked first.
 */
@ApplicationScoped
public class LogPlaces {

    private final Logger own = Logger.getLogger("io.insula");
    private final AtomicBoolean added = new AtomicBoolean();
    private final Handler handler;

    /** What the container's proxy is made with. */
    public LogPlaces() {
        this(new Whereabouts());
    }

    @Inject
    LogPlaces(Whereabouts whereabouts) {
        handler = new Naming(whereabouts);
    }

    /** Each module of an archive begins once. */
    void open(@Observes @Initialized(ApplicationScoped.class) Object start) {
        if (added.compareAndSet(false, true)) {
            own.addHandler(handler);
        }
    }

    @PreDestroy
    void close() {
        own.removeHandler(handler);
    }

    private static final class Naming extends Handler {

        private final Whereabouts whereabouts;

        private Naming(Whereabouts whereabouts) {
            this.whereabouts = whereabouts;
        }

        @Override
        public void publish(LogRecord event) {
            LogNames.name(event, whereabouts.now());
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
