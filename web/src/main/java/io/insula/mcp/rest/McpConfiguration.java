package io.insula.mcp.rest;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about agents that use this server's tools.
 *
 * @param allowedOrigins of web pages that may, such as {@code https://chat.example.com}
 */
@Dependent
public record McpConfiguration(Set<String> allowedOrigins) {

    private static final String NOBODY = "none";

    static final Setting<String> ALLOWED_ORIGINS = Setting.text("insula.mcp.allowed-origins", NOBODY);

    public McpConfiguration {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    @Inject
    McpConfiguration(Config config) {
        this(Arrays.stream(ALLOWED_ORIGINS.read(config).split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty() && !each.equals(NOBODY))
                .collect(Collectors.toUnmodifiableSet()));
    }
}
