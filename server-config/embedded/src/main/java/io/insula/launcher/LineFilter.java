package io.insula.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Insula's own events, and of the server those that call for attention. Levels alone do not keep the server quiet: its
 * web container sets some of its own after the configuration has been read. While the database is away, its pool warns
 * several times for each request; once a minute says as much.
 */
public final class LineFilter implements Filter {

    private static final String POOL = "javax.enterprise.resource.resourceadapter.";
    private static final Duration REMINDER = Duration.ofMinutes(1);
    private static final int MOST = 256;

    private final ConcurrentMap<String, Instant> told = new ConcurrentHashMap<>();

    @Override
    public boolean isLoggable(LogRecord event) {
        if (isOwn(event)) {
            return true;
        }
        return event.getLevel().intValue() >= Level.WARNING.intValue() && !isRepeated(event);
    }

    static boolean isOwn(LogRecord event) {
        return isOf(event, "io.insula.");
    }

    private boolean isRepeated(LogRecord event) {
        if (!event.getLevel().equals(Level.WARNING) || !isOf(event, POOL)) {
            return false;
        }
        String warning = event.getLoggerName() + ' ' + event.getMessage();
        Instant now = event.getInstant();
        Instant before = told.get(warning);
        if (before != null && now.isBefore(before.plus(REMINDER))) {
            return true;
        }
        if (before != null || told.size() < MOST) {
            told.put(warning, now);
        }
        return false;
    }

    private static boolean isOf(LogRecord event, String loggers) {
        String logger = event.getLoggerName();
        return logger != null && logger.startsWith(loggers);
    }
}
