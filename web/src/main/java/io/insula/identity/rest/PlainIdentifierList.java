package io.insula.identity.rest;

import io.insula.identity.LinkedIdentifier;
import java.util.List;

/** Identifiers of one user as plain texts; secrets as their masks. */
public record PlainIdentifierList(String muxiUserId, List<String> identifiers, int count) {

    public PlainIdentifierList {
        identifiers = List.copyOf(identifiers);
    }

    static PlainIdentifierList of(String userId, List<LinkedIdentifier> linked) {
        return new PlainIdentifierList(
                userId, linked.stream().map(LinkedIdentifier::identifier).toList(), linked.size());
    }
}
