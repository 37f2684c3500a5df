package io.insula.tenant;

import jakarta.enterprise.context.RequestScoped;

/** The address that the running request came from; what left its request has none. */
@RequestScoped
public class RequestOrigin {

    private String address;

    /** Notes the address, as it is written in numbers. */
    public void enter(String from) {
        address = from;
    }

    String address() {
        return address;
    }
}
