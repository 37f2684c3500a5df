package io.insula.kernel;

/** What one may do. Each service method names exactly one of these with {@link Requires}. */
public enum Permission {
    /** Talk to the formation, and read and delete one's own sessions. */
    CHAT,
    /** Read and write one's own memories. */
    MEMORY,
    /** Follow and cancel a user's requests that are answered later. */
    REQUESTS,
    /** Prove that an identifier is one's own, and see one's own identifiers. */
    PROVE_IDENTIFIERS,
    /**
     * Say whose an identifier is, for all users of a tenant. Whoever speaks for one user alone never has it: what they say
     * of themselves must be proven.
     */
    LINK_IDENTIFIERS,
    /** List, suspend and resume the users of a tenant. */
    MANAGE_USERS,
    /** Erase a user from every store. */
    FORGET,
    /** See what the formation is and how it is set up. */
    VIEW_FORMATION,
    /** Create, list, suspend and resume the formation's tenants. */
    MANAGE_TENANTS,
    /** Read what was done and refused, and have the trail verified: of the formation, or of one of its tenants. */
    VIEW_LOGS,
    /** Make, list, rotate and revoke keys: of the formation, or of the one tenant that the caller is bound to. */
    MANAGE_KEYS
}
