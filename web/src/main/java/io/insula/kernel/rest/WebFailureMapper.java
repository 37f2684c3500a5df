package io.insula.kernel.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What the JAX-RS runtime refuses by itself: unknown paths, methods, media types. Its status and headers hold. */
@Provider
public class WebFailureMapper implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException thrown) {
        Response chosen = thrown.getResponse();
        int status = chosen.getStatus();
        if (status < 400) {
            return chosen;
        }
        Failure failure =
                status >= 500 && status != 503 ? FailureReading.read(thrown) : Failure.of(ErrorStatus.codeOf(status));
        Response.ResponseBuilder answer = failure.answer();
        for (String header : new String[] {"Allow", "Retry-After"}) {
            if (chosen.getHeaderString(header) != null) {
                answer.header(header, chosen.getHeaderString(header));
            }
        }
        return answer.build();
    }
}
