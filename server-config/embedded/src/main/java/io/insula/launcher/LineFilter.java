package io.insula.launcher;

import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Insula's own events, and of the server those that call for attention. Levels alone do not keep the server quiet: its
 * web container sets some of its own after the configuration has been read.
 */
public final class LineFilter implements Filter {
    @Override
    public boolean isLoggable(LogRecord event) {
        return event.getLevel().intValue() >= Level.WARNING.intValue() || isOwn(event);
    }

    static boolean isOwn(LogRecord event) {
        String logger = event.getLoggerName();
        return logger != null && logger.startsWith("io.insula.");
    }
}
