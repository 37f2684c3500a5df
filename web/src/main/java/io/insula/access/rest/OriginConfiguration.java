package io.insula.access.rest;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about where requests come from.
 *
 * @param trustedProxies addresses of proxies whose {@code X-Forwarded-For} is believed
 */
@Dependent
public record OriginConfiguration(Set<String> trustedProxies) {

    static final Setting<String> TRUSTED_PROXIES = Setting.text("insula.http.trusted-proxies", "none");

    public OriginConfiguration {
        trustedProxies = Set.copyOf(trustedProxies);
    }

    @Inject
    OriginConfiguration(Config config) {
        this(Arrays.stream(TRUSTED_PROXIES.read(config).split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }
}
