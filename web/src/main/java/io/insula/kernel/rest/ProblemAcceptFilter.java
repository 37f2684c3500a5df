package io.insula.kernel.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;

/**
 * Lets a caller ask for problem details with that media type alone. It says how errors should look; what goes well is
 * JSON all the same, and no route would match without this.
 */
@Provider
@PreMatching
@Priority(150)
public class ProblemAcceptFilter implements ContainerRequestFilter {

    private static final String JSON_TOO = ", " + MediaType.APPLICATION_JSON + ";q=0.5";

    @Override
    public void filter(ContainerRequestContext request) {
        if (asksForProblem(request)) {
            String accept = request.getHeaderString(HttpHeaders.ACCEPT);
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, accept + JSON_TOO);
        }
    }

    /** Read by hand: a malformed Accept header may be what failed. */
    static boolean asksForProblem(ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(Problem.MEDIA_TYPE);
    }
}
