package io.insula.telemetry;

/** What is read now and then. {@code docs/observability.md} lists it. */
public enum Gauge {
    /** Transactions of tenants that hold a connection to the database. */
    CONNECTIONS_USED("insula.db.connections.used", false),
    /** Transactions that wait for a place in their tenant's share. */
    CONNECTIONS_WAITING("insula.db.connections.waiting", false),
    /** Programs of tools that run, and connections to remote ones. */
    TOOL_CONNECTIONS("insula.tool.connections", false),
    /** Work of the queue that this node has in hand. */
    WORK_IN_HAND("insula.work.in_hand", false),
    /** Entries of a cache, about. */
    CACHE_SIZE("insula.cache.size", false),
    /** Questions that a cache could answer, since the start. */
    CACHE_HITS("insula.cache.hits", true),
    /** Questions that a cache could not answer, since the start. */
    CACHE_MISSES("insula.cache.misses", true);

    private final String title;
    private final boolean growing;

    Gauge(String title, boolean growing) {
        this.title = title;
        this.growing = growing;
    }

    /** Its name at the collector. */
    public String title() {
        return title;
    }

    boolean growing() {
        return growing;
    }
}
