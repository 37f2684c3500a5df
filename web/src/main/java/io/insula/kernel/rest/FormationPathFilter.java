package io.insula.kernel.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/**
 * Serves {@code /api/{formation}/v1/…} as {@code /v1/…}, and {@code /api/{formation}/mcp} as {@code /mcp}. The formation becomes part of the base URI, so that links made
 * from it lead back to where the caller came from.
 */
@Provider
@PreMatching
@Priority(200)
public class FormationPathFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        URI base = request.getUriInfo().getBaseUri();
        URI whole = request.getUriInfo().getRequestUri();
        RequestPath path = RequestPath.of(behind(base.getRawPath(), whole.getRawPath()));
        if (path.formation() == null) {
            return;
        }
        request.setProperty(RequestProperties.FORMATION, path.formation());
        request.setRequestUri(base.resolve(base.getRawPath() + path.prefix()), whole);
    }

    private static String behind(String basePath, String path) {
        return path.startsWith(basePath) ? path.substring(basePath.length()) : path;
    }
}
