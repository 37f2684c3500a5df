package io.insula.launcher;

import java.io.PrintStream;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** What the launcher itself says while it runs the server, in the form that the log has. */
final class Voice {

    private static final String COMPLAINT = "insula: ";

    private final LogFormat format;
    private final PrintStream out;
    private final PrintStream errors;

    Voice(LogFormat format, PrintStream out, PrintStream errors) {
        this.format = format;
        this.out = out;
        this.errors = errors;
    }

    /** One thing that has happened. */
    void say(String text) {
        if (format == LogFormat.JSON) {
            out.print(event(Level.INFO, text));
        } else {
            out.println(text);
        }
    }

    /** What a newcomer is shown; whoever reads JSON is told its first line. */
    void greet(String text) {
        if (format == LogFormat.JSON) {
            text.lines().findFirst().ifPresent(this::say);
        } else {
            out.print(text);
        }
    }

    /** Why it does not work. */
    void complain(String text) {
        if (format == LogFormat.JSON) {
            errors.print(event(Level.SEVERE, text));
        } else {
            errors.println(COMPLAINT + text);
        }
    }

    private static String event(Level level, String text) {
        LogRecord event = new LogRecord(level, text);
        event.setLoggerName(Voice.class.getPackageName());
        return new JsonFormatter().format(event);
    }
}
