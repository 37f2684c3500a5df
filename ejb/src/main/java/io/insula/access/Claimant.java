package io.insula.access;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Somebody who may have roles: where he is at home, by what names he comes, and in which groups he is.
 *
 * @param tenant the slug
 * @param identifiers all under which he comes; keys among them are no names
 * @param groups those that a token names and those of his tenant, without those of the formation's files
 */
public record Claimant(String tenant, Set<String> identifiers, List<String> groups) {

    /** With the groups that a token names beside those of the tenant. */
    public Claimant(String tenant, Set<String> identifiers, List<String> ofTenant, Set<String> ofToken) {
        this(
                tenant,
                identifiers,
                Stream.concat(ofTenant.stream(), ofToken.stream().sorted())
                        .distinct()
                        .toList());
    }

    public Claimant {
        identifiers = Set.copyOf(identifiers);
        groups = List.copyOf(groups);
    }
}
