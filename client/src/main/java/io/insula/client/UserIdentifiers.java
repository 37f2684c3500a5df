package io.insula.client;

import java.util.List;

/** A user by the public id, and identifiers of that user. */
public record UserIdentifiers(String muxiUserId, List<LinkedIdentifier> identifiers) {

    public UserIdentifiers {
        identifiers = identifiers == null ? List.of() : List.copyOf(identifiers);
    }
}
