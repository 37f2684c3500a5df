package io.insula.identity.rest;

import io.insula.identity.LinkedIdentifier;
import java.util.List;

/** Identifiers of one user. */
public record IdentifierList(String muxiUserId, List<IdentifierAnswer> identifiers, int count) {

    public IdentifierList {
        identifiers = List.copyOf(identifiers);
    }

    static IdentifierList of(String userId, List<LinkedIdentifier> linked) {
        return new IdentifierList(
                userId, linked.stream().map(IdentifierAnswer::of).toList(), linked.size());
    }
}
