package io.insula.kernel;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * One thing that operators may set: its name, which values it takes, and what holds where nothing is set. Each room
 * declares its own as constants; {@code docs/configuration.md} lists them all.
 *
 * @param least the smallest value; null where any text will do
 * @param most the largest value; null where any text will do
 * @param fallback null where there is none and the setting must be there
 */
public record Setting<T extends Comparable<T>>(String name, Class<T> type, T least, T most, T fallback) {

    private static final String PLACE = "<name>";
    private static final Pattern CALLED = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** A whole number. */
    public static Setting<Integer> number(String name, int least, int most, int fallback) {
        return new Setting<>(name, Integer.class, least, most, fallback);
    }

    /** A whole number that may be large. */
    public static Setting<Long> number(String name, long least, long most, long fallback) {
        return new Setting<>(name, Long.class, least, most, fallback);
    }

    /** A span of time, written as ISO 8601 has it. */
    public static Setting<Duration> duration(String name, Duration least, Duration most, Duration fallback) {
        return new Setting<>(name, Duration.class, least, most, fallback);
    }

    /** A text that must be there. */
    public static Setting<String> text(String name) {
        return text(name, null);
    }

    /** A text. */
    public static Setting<String> text(String name, String fallback) {
        return new Setting<>(name, String.class, null, null, fallback);
    }

    /** Of a setting whose name holds {@value #PLACE}, that of one of them. */
    public Setting<T> called(String what) {
        return new Setting<>(name.replace(PLACE, what), type, least, most, fallback);
    }

    /** Of a setting whose name holds {@value #PLACE}, what stands in its place where the setting is set. */
    public Set<String> names(Config config) {
        Pattern pattern = Pattern.compile(Pattern.quote(name).replace(PLACE, "\\E(" + CALLED.pattern() + ")\\Q"));
        Set<String> names = new TreeSet<>();
        for (String set : config.getPropertyNames()) {
            Matcher matcher = pattern.matcher(set);
            if (matcher.matches()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    /**
     * The value that is set, or else the fallback.
     *
     * @throws IllegalArgumentException naming the setting, if it is missing, of another kind or out of bounds
     */
    public T read(Config config) {
        Optional<T> set;
        try {
            set = config.getOptionalValue(name, type);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is not " + values(), e);
        }
        if (set.isEmpty() && fallback == null) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return check(set.orElse(fallback));
    }

    /**
     * The value itself, if it is one that the setting takes.
     *
     * @throws IllegalArgumentException naming the setting and its bounds
     */
    public T check(T value) {
        boolean outside = least != null && (value.compareTo(least) < 0 || value.compareTo(most) > 0);
        if (outside) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; it must lie between " + least + " and " + most);
        }
        return value;
    }

    /** Which values it takes, in words. */
    public String values() {
        if (least == null) {
            return "text";
        }
        return (type == Duration.class ? "a duration from " : "a whole number from ") + least + " to " + most;
    }
}
