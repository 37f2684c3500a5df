package io.insula.identity;

/**
 * How the completion of a proof ended.
 *
 * @param outcome {@code linked}; {@code absent} if there is no such proof; {@code conflict} if the identifier is somebody
 *     else's; {@code full} if the user may have no more
 * @param userId whose the identifier is or should have been; null if absent
 */
public record ProofCompletion(String outcome, String userId, String identifier) {

    boolean isLinked() {
        return outcome.equals("linked");
    }
}
