package io.insula.kernel.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Everything that nobody meant to throw, and what containers have wrapped. */
@Provider
public class OtherFailureMapper implements ExceptionMapper<Throwable> {

    @Override
    public Response toResponse(Throwable thrown) {
        return FailureReading.read(thrown).answer().build();
    }
}
