package io.insula.identity.rest;

import io.insula.identity.Unlinked;

/**
 * An identifier that is nobody's any more.
 *
 * @param remaining how many identifiers the user still has
 */
public record UnlinkedIdentifier(String identifier, String muxiUserId, int remaining, boolean deleted) {

    static UnlinkedIdentifier of(Unlinked unlinked) {
        return new UnlinkedIdentifier(
                unlinked.identifier().identifier(), unlinked.userId(), unlinked.remaining(), true);
    }
}
