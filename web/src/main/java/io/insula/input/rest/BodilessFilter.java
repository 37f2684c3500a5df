package io.insula.input.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Lets a request that sends nothing reach the routes that read JSON: each of them says what it needs. Some servers take
 * the missing type for another type and match no route.
 */
@Provider
@PreMatching
@Priority(160)
public class BodilessFilter implements ContainerRequestFilter {

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String NOTHING = "0";

    @Override
    public void filter(ContainerRequestContext request) {
        if (READING.contains(request.getMethod()) || sendsSomething(request)) {
            return;
        }
        MultivaluedMap<String, String> headers = request.getHeaders();
        headers.putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        // With a type and no length, there would seem to be something.
        headers.putSingle(HttpHeaders.CONTENT_LENGTH, NOTHING);
    }

    private static boolean sendsSomething(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return request.getHeaderString(HttpHeaders.CONTENT_TYPE) != null
                || request.getHeaderString("Transfer-Encoding") != null
                || (length != null && !NOTHING.equals(length.strip()));
    }
}
