package io.insula.identity;

import java.util.List;

/**
 * What a link came to.
 *
 * @param userId whose the identifiers are
 * @param created whether the user was made for them
 * @param identifiers those that were named, in their order
 */
public record Linked(String userId, boolean created, List<LinkedIdentifier> identifiers) {

    public Linked {
        identifiers = List.copyOf(identifiers);
    }
}
