package io.insula.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;

/** Where what is being done was asked for, also for work that belongs to no request. */
@ApplicationScoped
public class Origin {

    @Inject
    RequestOrigin request;

    /** The client's address; null for what the server does by itself, at its start or later. */
    public String address() {
        try {
            return request.address();
        } catch (ContextNotActiveException noRequest) {
            return null;
        }
    }
}
