package io.insula.tenant;

/**
 * The state of the world at which a decision was made: a counter for the formation and one for the tenant, raised with
 * each change of key, user, role or formation.
 */
public record Epochs(long formation, long tenant) {

    /** Whether something has changed since {@code then}. */
    public boolean newerThan(Epochs then) {
        return formation > then.formation || tenant > then.tenant;
    }
}
