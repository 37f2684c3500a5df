package io.insula.kernel.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The HTTP application, at the root of the server; its resources and providers are found by their annotations. */
@ApplicationPath("/")
public class InsulaApplication extends Application {

    /**
     * Words that only Jersey listens to: no second, generated description of the routes, and no HTML page of the
     * container in place of an empty error answer.
     */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.wadl.disableWadl", true,
                "jersey.config.server.response.setStatusOverSendError", true);
    }
}
