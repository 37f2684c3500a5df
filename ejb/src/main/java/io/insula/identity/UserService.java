package io.insula.identity;

import io.insula.identity.entity.UserEntity;
import io.insula.kernel.Change;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.tenant.Epochal;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The users of a tenant as its administrator sees them: their names and whether they may act, nothing that they said. */
@Stateless
@Requires(Permission.MANAGE_USERS)
public class UserService {

    private static final String RESOURCE = "user";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    IdentifierBook book;

    @Inject
    UserSearch search;

    @Inject
    TenantBinding binding;

    @Inject
    Epochal epochs;

    @Inject
    Event<Change> changes;

    /** The users in the order in which they came. */
    public Page<User> list(UserQuery wanted, PageRequest page) {
        List<String> ids = search.find(wanted, page);
        if (ids.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        List<UserEntity> found = entities.createQuery("select u from UserEntity u where u.id in :ids", UserEntity.class)
                .setParameter("ids", ids)
                .getResultStream()
                .sorted(Comparator.comparingInt(user -> ids.indexOf(user.id())))
                .toList();
        Map<String, List<LinkedIdentifier>> identifiers = book.of(ids);
        return page.slice(found, user -> new PageRequest.Cursor(user.createdAt(), user.id()))
                .map(user -> User.of(user, identifiers.getOrDefault(user.id(), List.of())));
    }

    /** One user of the tenant. */
    public User get(String userId) {
        return book.whole(book.user(userId));
    }

    /**
     * Suspends or resumes a user, or says what the user is; null leaves either as it is. Whoever is suspended is shut out
     * at once, on every node, under each identifier.
     */
    public User change(String userId, Boolean suspended, SubjectType subjectType) {
        UserEntity user = book.userHeld(userId);
        if (suspended != null && (suspended ? user.suspend() : user.resume())) {
            epochs.raise(binding.formation(), binding.tenant());
            changes.fire(new Change(suspended ? "user.suspend" : "user.resume", RESOURCE, user.id()));
        }
        if (subjectType != null && user.become(subjectType.word())) {
            changes.fire(new Change("user.retype", RESOURCE, user.id()));
        }
        return book.whole(user);
    }
}
