package io.insula.kernel;

/** What one may do. Each service method names exactly one of these with {@link Requires}. */
public enum Permission {
    /** Talk to the formation, and read and delete one's own sessions. */
    CHAT,
    /** Read and write one's own memories. */
    MEMORY,
    /** Follow and cancel a user's requests that are answered later. */
    REQUESTS,
    /** Erase a user from every store. */
    FORGET,
    /** See what the formation is and how it is set up. */
    VIEW_FORMATION,
    /** Create, list, suspend and resume the formation's tenants. */
    MANAGE_TENANTS,
    /** Read what was done and refused, and have the trail verified: of the formation, or of one of its tenants. */
    VIEW_LOGS
}
