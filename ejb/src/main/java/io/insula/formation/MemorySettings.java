package io.insula.formation;

import java.time.Duration;

/**
 * What a formation remembers, and for how long.
 *
 * @param bufferSize messages of the recent conversation that one turn sees
 * @param bufferMultiplier the buffer holds {@code bufferSize × bufferMultiplier} messages of one user and session
 * @param vectorSearch whether the buffer is also searched by meaning
 * @param sessionTimeout how long a session lives without activity
 * @param episodic whether every statement of a user becomes a memory
 * @param embeddingModel the label of the endpoint's model that turns texts into vectors; null is the one inside the
 *     process
 * @param working what is kept in mind of the lately stated
 * @param synopsis whether a text about each user is made
 * @param connectionsPerTenant to the database, that one tenant may hold on one node at once
 */
public record MemorySettings(
        int bufferSize,
        int bufferMultiplier,
        boolean vectorSearch,
        Duration sessionTimeout,
        boolean episodic,
        String embeddingModel,
        WorkingSettings working,
        SynopsisSettings synopsis,
        int connectionsPerTenant) {

    /** Half of what the pool holds unless the server says otherwise. */
    static final int CONNECTIONS_PER_TENANT = 10;

    /** The most messages that the buffer of one user and session holds. */
    public int bufferCapacity() {
        return bufferSize * bufferMultiplier;
    }
}
