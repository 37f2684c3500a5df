package io.insula.telemetry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogRecord;

/**
 * Writes a place into an event of the log. As a map among the event's parameters it is read by Payara's JSON formatter
 * and by the launcher's; WildFly's events have a map of their own for such names.
 */
final class LogNames {

    private static final String WILDFLY = "putMdc";

    private LogNames() {}

    static void name(LogRecord event, Place place) {
        Map<String, String> names = names(place);
        if (names.isEmpty() || putAside(event, names)) {
            return;
        }
        Object[] before = event.getParameters() == null ? new Object[0] : event.getParameters();
        Object[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = names;
        event.setParameters(after);
    }

    static Map<String, String> names(Place place) {
        Map<String, String> names = new TreeMap<>();
        put(names, "request_id", place.requestId());
        put(names, "formation", place.formation());
        put(names, "tenant", place.tenant());
        if (place.step() != null) {
            put(names, "trace_id", place.step().traceId());
        }
        return names;
    }

    private static void put(Map<String, String> names, String name, String value) {
        if (value != null) {
            names.put(name, value);
        }
    }

    /** By name, since the class is in no other server. */
    private static boolean putAside(LogRecord event, Map<String, String> names) {
        if (event.getClass() == LogRecord.class) {
            return false;
        }
        try {
            Method put = event.getClass().getMethod(WILDFLY, String.class, String.class);
            for (Map.Entry<String, String> each : names.entrySet()) {
                put.invoke(event, each.getKey(), each.getValue());
            }
            return true;
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
