package io.insula.identity;

import io.insula.identity.entity.UserIdentifierEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Finds the users of the tenant, to which the running transaction is bound, that somebody names in a list. */
@ApplicationScoped
public class UserNames {

    @Inject
    IdentifierBook book;

    /**
     * What was found.
     *
     * @param userIds of those who were, each as often as named
     * @param unknown the positions of the others, from 0
     */
    public record Found(List<String> userIds, List<Integer> unknown) {

        public Found {
            userIds = List.copyOf(userIds);
            unknown = List.copyOf(unknown);
        }
    }

    /**
     * Looks all of them up, identifiers and public ids, in two questions.
     *
     * @param place where the one of that position stood, as the beginning of a sentence
     */
    public Found find(Collection<String> sent, IntFunction<String> place) {
        List<Identifier> named = new ArrayList<>();
        int position = 0;
        for (String text : sent) {
            named.add(Identifier.parse(place.apply(position++), text));
        }
        Map<String, String> owners = owners(named);
        List<String> userIds = new ArrayList<>();
        List<Integer> unknown = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            String owner = owners.get(named.get(i).value());
            if (owner == null) {
                unknown.add(i);
            } else {
                userIds.add(owner);
            }
        }
        return new Found(userIds, unknown);
    }

    private Map<String, String> owners(List<Identifier> named) {
        Map<String, String> owners = new HashMap<>();
        List<String> ids = named.stream()
                .filter(Identifier::isPublicId)
                .map(Identifier::value)
                .toList();
        book.existing(ids).forEach(id -> owners.put(id, id));
        List<KeptIdentifier> others = named.stream()
                .filter(each -> !each.isPublicId())
                .map(each -> book.keeping(new NamedIdentifier(each, null)))
                .toList();
        Map<String, UserIdentifierEntity> linked = others.isEmpty() ? Map.of() : book.linked(others);
        for (KeptIdentifier other : others) {
            UserIdentifierEntity found = linked.getOrDefault(other.hashed(), linked.get(other.plain()));
            if (found != null) {
                owners.put(other.plain(), found.userId());
            }
        }
        return owners;
    }
}
