package io.insula.telemetry;

/** What is counted as it happens; how long it takes, where the unit is a second. {@code docs/observability.md} lists it. */
public enum Measure {
    /** An answered request, by its route. */
    REQUEST("http.server.request.duration", true, false),
    /** A request of a tenant, by how it went. */
    TENANT_REQUEST("insula.tenant.requests", false, true),
    /** The wait for a connection of the pool. */
    POOL_WAIT("db.client.connection.wait_time", true, false),
    /** From the taking of a connection until it is given back. */
    POOL_USE("db.client.connection.use_time", true, false),
    /** A wait for a connection that was given up. */
    POOL_TIMEOUT("db.client.connection.timeouts", false, false),
    /** A transaction that got no place in its tenant's share of connections. */
    SHARE_REFUSED("insula.db.share.refused", false, true),
    /** Texts that became vectors at once. */
    EMBEDDING("insula.embedding.duration", true, true),
    /** A call of a tool. */
    TOOL("insula.tool.call.duration", true, true),
    /** A call of a model's provider, with its repetitions. */
    MODEL("insula.model.call.duration", true, true),
    /** Any HTTP call to another server. */
    EGRESS("insula.egress.call.duration", true, false),
    /** An attempt at work of the queue. */
    WORK("insula.work.attempt.duration", true, true);

    /** The label of requests that is a number. */
    public static final String STATUS = "http.response.status_code";

    private final String title;
    private final boolean timed;
    private final boolean perTenant;

    Measure(String title, boolean timed, boolean perTenant) {
        this.title = title;
        this.timed = timed;
        this.perTenant = perTenant;
    }

    /** Its name at the collector. */
    public String title() {
        return title;
    }

    boolean timed() {
        return timed;
    }

    boolean perTenant() {
        return perTenant;
    }
}
