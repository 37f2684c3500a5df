package io.insula.telemetry;

/** What is read now and then. {@code docs/observability.md} lists it. */
public enum Gauge {
    /** Connections of the pool, by whether they are in use. */
    POOL("db.client.connection.count", Kind.SUM),
    /** Connections that the pool may hold. */
    POOL_MOST("db.client.connection.max", Kind.SUM),
    /** Callers that wait for a connection of the pool. */
    POOL_PENDING("db.client.connection.pending_requests", Kind.SUM),
    /** Transactions of tenants that hold a connection to the database. */
    CONNECTIONS_USED("insula.db.connections.used", Kind.LEVEL),
    /** Transactions that wait for a place in their tenant's share. */
    CONNECTIONS_WAITING("insula.db.connections.waiting", Kind.LEVEL),
    /** Programs of tools that run, and connections to remote ones. */
    TOOL_CONNECTIONS("insula.tool.connections", Kind.LEVEL),
    /** Work of the queue that this node has in hand. */
    WORK_IN_HAND("insula.work.in_hand", Kind.LEVEL),
    /** Entries of a cache, about. */
    CACHE_SIZE("insula.cache.size", Kind.LEVEL),
    /** Questions that a cache could answer, since the start. */
    CACHE_HITS("insula.cache.hits", Kind.COUNT),
    /** Questions that a cache could not answer, since the start. */
    CACHE_MISSES("insula.cache.misses", Kind.COUNT);

    private final String title;
    private final Kind kind;

    Gauge(String title, Kind kind) {
        this.title = title;
        this.kind = kind;
    }

    /** How several nodes' numbers are put together. */
    enum Kind {
        /** Each by itself. */
        LEVEL,
        /** Added up; it goes up and down. */
        SUM,
        /** Added up; it only grows. */
        COUNT
    }

    /** Its name at the collector. */
    public String title() {
        return title;
    }

    Kind kind() {
        return kind;
    }
}
