package io.insula.access.rest;

import io.insula.kernel.rest.RequestProperties;
import io.insula.tenant.RequestOrigin;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Notes from where a request came: the other end of the connection, or, where that is a proxy of the house, the last
 * address before the proxies. What stands further left in the header, anybody may have written.
 */
@Provider
@PreMatching
@ApplicationScoped
@Priority(120)
public class OriginFilter implements ContainerRequestFilter {

    static final String FORWARDED = "X-Forwarded-For";
    private static final Pattern NUMBERS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    @Inject
    OriginConfiguration configuration;

    @Inject
    RequestOrigin origin;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getProperty(RequestProperties.PEER) instanceof String peer) {
            origin.enter(client(peer, request.getHeaderString(FORWARDED), configuration.trustedProxies()));
        }
    }

    static String client(String peer, String forwarded, Set<String> trusted) {
        if (forwarded == null || !trusted.contains(peer)) {
            return peer;
        }
        String[] addresses = forwarded.split(",", -1);
        for (int i = addresses.length - 1; i >= 0; i--) {
            String address = addresses[i].strip();
            if (!NUMBERS.matcher(address).matches()) {
                return peer;
            }
            if (!trusted.contains(address)) {
                return address;
            }
        }
        return peer;
    }
}
