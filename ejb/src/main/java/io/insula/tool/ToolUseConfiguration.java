package io.insula.tool;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about how tools are used.
 *
 * @param size of how many users and servers the tools are remembered
 * @param lasting for how long
 * @param watch how often it is looked for what runs and may not any more
 * @param programs the commands that formations may name; empty for any
 */
@Dependent
public record ToolUseConfiguration(int size, Duration lasting, Duration watch, Set<String> programs) {

    static final Setting<Integer> SIZE = Setting.number("insula.tools.catalogue-size", 1, 1_000_000, 2_000);
    static final Setting<Duration> LASTING = Setting.duration(
            "insula.tools.catalogue-ttl", Duration.ofSeconds(1), Duration.ofDays(1), Duration.ofMinutes(5));
    static final Setting<Duration> WATCH =
            Setting.duration("insula.tools.watch", Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(2));

    static final Setting<String> PROGRAMS = Setting.text("insula.tools.programs", "any");

    public ToolUseConfiguration {
        SIZE.check(size);
        LASTING.check(lasting);
        WATCH.check(watch);
        programs = Set.copyOf(programs);
    }

    @Inject
    ToolUseConfiguration(Config config) {
        this(SIZE.read(config), LASTING.read(config), WATCH.read(config), programs(PROGRAMS.read(config)));
    }

    private static Set<String> programs(String written) {
        return written.strip().equals(PROGRAMS.fallback())
                ? Set.of()
                : Arrays.stream(written.split(",", -1))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a formation may have a program run that it names so. */
    boolean admits(String command) {
        return programs.isEmpty() || programs.contains(command);
    }
}
