package io.insula.launcher;

import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One event, one line: time, level, logger, message, and of an exception the whole chain of reasons. */
public final class LineFormatter extends Formatter {
    private static final String OWN_PACKAGES = "io.insula.";
    private static final String LAUNCHER = "io.insula.launcher.";

    @Override
    public String format(LogRecord event) {
        StringBuilder line = new StringBuilder(160)
                .append(event.getInstant().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(event.getLevel().getName())
                .append(' ')
                .append(event.getLoggerName())
                .append(": ")
                .append(formatMessage(event));
        if (event.getThrown() != null) {
            line.append(": ").append(reasons(event.getThrown()));
        }
        return onOneLine(line) + System.lineSeparator();
    }

    /** From the outermost exception to the root, each with its name, and where in Insula it arose. */
    static String reasons(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable root = thrown;
        for (Throwable reason = thrown; reason != null; reason = reason.getCause()) {
            text.append(text.length() == 0 ? "" : " <- ")
                    .append(reason.getClass().getSimpleName())
                    .append(": ")
                    .append(reason.getMessage());
            root = reason;
        }
        for (StackTraceElement frame : root.getStackTrace()) {
            String name = frame.getClassName();
            if (name.startsWith(OWN_PACKAGES) && !name.startsWith(LAUNCHER)) {
                return text.append(" at ").append(frame).toString();
            }
        }
        return text.toString();
    }

    private static String onOneLine(CharSequence text) {
        StringBuilder line = new StringBuilder(text.length());
        text.chars().forEach(c -> line.append(Character.isISOControl(c) ? ' ' : (char) c));
        return line.toString();
    }
}
