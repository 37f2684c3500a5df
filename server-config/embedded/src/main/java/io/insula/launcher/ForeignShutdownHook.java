package io.insula.launcher;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Another party's wish to be told of the end of the process. All such wishes are granted at once and in no order, but the
 * server must have stopped before its database does: the launcher takes the end of the server over.
 */
final class ForeignShutdownHook {
    private ForeignShutdownHook() {}

    /** Needs the opened {@code java.lang} of the jar's manifest; without it the hook stays, and both stop the server. */
    static void remove(String name) {
        try {
            Field field = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
            field.setAccessible(true);
            if (field.get(null) instanceof Map<?, ?> hooks) {
                List<?> threads = new ArrayList<>(hooks.keySet());
                threads.forEach(thread -> removeIfNamed(thread, name));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            Logger.getLogger(ForeignShutdownHook.class.getName()).log(Level.FINE, "The hook stays", e);
        }
    }

    private static void removeIfNamed(Object hook, String name) {
        if (hook instanceof Thread thread && thread.getName().equals(name)) {
            Runtime.getRuntime().removeShutdownHook(thread);
        }
    }
}
