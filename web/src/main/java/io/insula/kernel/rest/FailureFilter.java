package io.insula.kernel.rest;

import io.insula.kernel.ErrorCode;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * Gives a failure its shape: the MUXI envelope on MUXI paths, RFC 9457 elsewhere and for whoever asks for it. It goes
 * by the path and not by the matched resource, so that paths that do not exist answer in the same shape as their
 * neighbours.
 */
@Provider
@Priority(5000)
public class FailureFilter implements ContainerResponseFilter {

    private static final Logger LOG = System.getLogger("io.insula.failure");

    private final Clock clock = Clock.systemUTC();

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        if (!(answer.getEntity() instanceof Failure failure)) {
            return;
        }
        String id = RequestIdFilter.of(request);
        log(failure, id);
        if (failure.code() == ErrorCode.UNAUTHORIZED) {
            answer.getHeaders().putSingle("WWW-Authenticate", "ApiKey realm=\"client\", header=\"X-Muxi-Client-Key\"");
            answer.getHeaders().add("WWW-Authenticate", "Bearer realm=\"insula\"");
        }
        if (failure.retrySeconds() != null) {
            answer.getHeaders().putSingle("Retry-After", failure.retrySeconds());
        }
        boolean muxi =
                RequestPath.isMuxi(request.getUriInfo().getPath(false)) && !ProblemAcceptFilter.asksForProblem(request);
        String text = muxi ? Envelope.of(request, clock).failure(failure) : Problem.of(failure, id);
        answer.setEntity(
                text.getBytes(StandardCharsets.UTF_8),
                new Annotation[0],
                muxi ? MediaType.APPLICATION_JSON_TYPE : MediaType.valueOf(Problem.MEDIA_TYPE));
    }

    /** Under overload a trace per request would only add to it. */
    static void log(Failure failure, String id) {
        if (failure.cause() == null) {
            return;
        }
        if (failure.code() == ErrorCode.INTERNAL_ERROR) {
            LOG.log(Level.ERROR, "Request " + id + " failed: " + FailureReading.describe(failure.cause()));
        } else {
            LOG.log(Level.WARNING, "Request " + id + " turned away: " + FailureReading.name(failure.cause()));
        }
    }
}
