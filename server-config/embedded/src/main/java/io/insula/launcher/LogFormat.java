package io.insula.launcher;

import java.util.logging.Formatter;

/** How {@code run} writes what happens. */
enum LogFormat {
    /** Lines for people. */
    TEXT(LineFormatter.class),
    /** An object a line, for programs. */
    JSON(JsonFormatter.class);

    private static final String SETTING = "insula.log.format";

    private final Class<? extends Formatter> formatter;

    LogFormat(Class<? extends Formatter> formatter) {
        this.formatter = formatter;
    }

    /** The one that the operator chose. */
    static LogFormat chosen() {
        return switch (System.getProperty(SETTING, "text")) {
            case "text" -> TEXT;
            case "json" -> JSON;
            default -> throw new LaunchException(SETTING + " is neither text nor json");
        };
    }

    /** The name of the class that writes the server's events so. */
    String formatter() {
        return formatter.getName();
    }
}
