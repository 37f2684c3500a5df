package io.insula.kernel.rest;

import io.insula.kernel.PlatformException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What rooms throw on purpose. */
@Provider
public class PlatformFailureMapper implements ExceptionMapper<PlatformException> {

    @Override
    public Response toResponse(PlatformException thrown) {
        return Failure.of(thrown).answer().build();
    }
}
