package io.insula.launcher;

import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One event, one line: time, level, logger, message, and of an exception the whole chain of reasons. */
public final class LineFormatter extends Formatter {
    private static final String OWN_PACKAGES = "io.insula.";
    private static final String LAUNCHER = "io.insula.launcher.";
    private static final String REQUEST = "request_id";
    private static final int DEEPEST = 50;
    private static final Set<String> DATABASE_EXCEPTIONS =
            Set.of("org.postgresql.util.PSQLException", "org.eclipse.persistence.exceptions.DatabaseException");

    @Override
    public String format(LogRecord event) {
        String message = formatMessage(event);
        StringBuilder line = new StringBuilder(160)
                .append(event.getInstant().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(event.getLevel().getName())
                .append(' ')
                .append(event.getLoggerName())
                .append(": ")
                .append(message);
        if (event.getThrown() != null) {
            line.append(": ").append(reasons(event.getThrown()));
        }
        Map<String, String> names = names(event);
        // Messages of failures say it in their own words.
        names.computeIfPresent(REQUEST, (name, id) -> message.contains(id) ? null : id);
        if (!names.isEmpty()) {
            line.append(' ').append(names);
        }
        return onOneLine(line) + System.lineSeparator();
    }

    /** Whose request it was: the application puts it among the parameters, as a map of names. */
    static Map<String, String> names(LogRecord event) {
        Map<String, String> names = new TreeMap<>();
        Object[] parameters = event.getParameters() == null ? new Object[0] : event.getParameters();
        for (Object parameter : parameters) {
            if (parameter instanceof Map<?, ?> map) {
                map.forEach((name, value) -> names.put(String.valueOf(name), String.valueOf(value)));
            }
        }
        return names;
    }

    /**
     * From the outermost exception to the root, each with its name, and where in Insula it arose. As soon as the
     * database is part of the story all messages are left out, because its sentences quote values.
     */
    static String reasons(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        boolean silent = chain.stream().anyMatch(LineFormatter::isOfDatabase);
        String text = chain.stream()
                .map(reason -> silent ? nameAndState(reason) : name(reason) + ": " + reason.getMessage())
                .collect(Collectors.joining(" <- "));
        for (StackTraceElement frame : chain.get(chain.size() - 1).getStackTrace()) {
            String name = frame.getClassName();
            if (name.startsWith(OWN_PACKAGES) && !name.startsWith(LAUNCHER)) {
                return text + " at " + frame;
            }
        }
        return text;
    }

    /** Bounded, since a chain may lead back into itself. */
    private static List<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
    }

    /** By name where the class may come from a class loader that the launcher does not see. */
    private static boolean isOfDatabase(Throwable thrown) {
        return thrown instanceof SQLException
                || Stream.<Class<?>>iterate(thrown.getClass(), Objects::nonNull, Class::getSuperclass)
                        .map(Class::getName)
                        .anyMatch(DATABASE_EXCEPTIONS::contains);
    }

    private static String nameAndState(Throwable thrown) {
        return thrown instanceof SQLException sql
                ? name(thrown) + " (SQLState " + sql.getSQLState() + ")"
                : name(thrown);
    }

    private static String name(Throwable thrown) {
        return thrown.getClass().getSimpleName();
    }

    private static String onOneLine(CharSequence text) {
        StringBuilder line = new StringBuilder(text.length());
        text.chars().forEach(c -> line.append(Character.isISOControl(c) ? ' ' : (char) c));
        return line.toString();
    }
}
