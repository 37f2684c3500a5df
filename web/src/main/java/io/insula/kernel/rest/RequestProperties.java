package io.insula.kernel.rest;

/** The names under which one request carries what its filters found. */
public final class RequestProperties {

    /** The request's id, a {@code String}. */
    public static final String REQUEST_ID = "io.insula.request-id";
    /** The formation named by the path, a {@code String}; absent on the short base path. */
    public static final String FORMATION = "io.insula.formation";
    /** The tenant's slug once it is known, a {@code String}; only for the access log. */
    public static final String TENANT = "io.insula.tenant";
    /** The body nothing has read yet, a {@code RequestBody}. */
    public static final String BODY = "io.insula.body";

    /** Set where an answer is sent as it is: it was put into its envelope before. */
    public static final String VERBATIM = "io.insula.verbatim";

    /** The address of whoever is at the other end of the connection, a {@code String}. */
    public static final String PEER = "io.insula.peer";
    /** From where a browser's request came, past the proxies of the house, a {@code String}. */
    public static final String ORIGIN = "io.insula.origin";
    /** What a browser's session could not be looked up for, a {@code RuntimeException}. */
    public static final String FAILURE = "io.insula.failure";
    /** Whose good key came with the request, a {@code String}; there also where the route turns that key away. */
    public static final String ACTOR = "io.insula.actor";
    /** The formation of that key, a {@code String}. */
    public static final String ACTOR_FORMATION = "io.insula.actor-formation";

    /** Set where something was refused though the answer's status does not say so: the {@code ErrorCode}. */
    public static final String REFUSED = "io.insula.refused";

    static final String STARTED = "io.insula.started";
    static final String ENVELOPE = "io.insula.envelope";

    private RequestProperties() {}
}
