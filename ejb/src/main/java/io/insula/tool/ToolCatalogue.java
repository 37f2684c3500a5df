package io.insula.tool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.insula.connection.ToolDescription;
import io.insula.connection.ToolOwner;
import io.insula.telemetry.Telemetry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Which tools a server has, as it told one user not long ago: a conversation does not start a process with each turn just to
 * learn that again.
 */
@ApplicationScoped
public class ToolCatalogue {

    @Inject
    Telemetry telemetry;

    @Inject
    ToolUseConfiguration configuration;

    private Cache<ToolOwner, List<ToolDescription>> tools;

    @PostConstruct
    void open() {
        tools = Caffeine.newBuilder()
                .maximumSize(configuration.size())
                .expireAfterWrite(configuration.lasting())
                .recordStats()
                .build();
        telemetry.watch("tools", tools);
    }

    /** What is known, or else what the server says now. */
    List<ToolDescription> get(ToolOwner owner, Supplier<List<ToolDescription>> asking) {
        List<ToolDescription> known = tools.getIfPresent(owner);
        if (known == null) {
            known = asking.get();
            tools.put(owner, known);
        }
        return known;
    }

    /** Whether the server is known to have a tool; nobody is asked. */
    boolean knows(ToolOwner owner, String tool) {
        List<ToolDescription> known = tools.getIfPresent(owner);
        return known != null && names(known, tool);
    }

    /** Whether the server has a tool; one that is not known may have come since it was asked. */
    boolean has(ToolOwner owner, String tool, Supplier<List<ToolDescription>> asking) {
        if (knows(owner, tool)) {
            return true;
        }
        List<ToolDescription> now = asking.get();
        tools.put(owner, now);
        return names(now, tool);
    }

    private static boolean names(List<ToolDescription> known, String tool) {
        return known.stream().anyMatch(each -> each.name().equals(tool));
    }

    void forget(Predicate<ToolOwner> whose) {
        tools.asMap().keySet().removeIf(whose);
    }
}
