package io.insula.identity;

import io.insula.identity.entity.UserEntity;
import io.insula.identity.entity.UserIdentifierEntity;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.tenant.DatabaseException;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Which identifier is whose, in the tenant to which the running transaction is bound. */
@ApplicationScoped
class IdentifierBook {

    private static final String HOLD = "select insula_context.hold_identifiers(?, ?, ?)";
    private static final String BY_FORM = "select i from UserIdentifierEntity i where i.kept in :forms";
    private static final String OF_USERS =
            "select i from UserIdentifierEntity i where i.userId in :users order by i.createdAt, i.kept";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    @Inject
    IdentifierHashing hashing;

    KeptIdentifier keeping(NamedIdentifier named) {
        String hash = hashing.of(binding.formation(), binding.context().tenantSlug(), named.identifier());
        return new KeptIdentifier(named, hash);
    }

    /** Keeps everybody else from saying whose these are, until the transaction ends. */
    void hold(Collection<String> hashes) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(HOLD)) {
            statement.setString(1, binding.formation());
            statement.setString(2, binding.tenant());
            statement.setArray(3, connection.createArrayOf("text", hashes.toArray()));
            statement.execute();
        } catch (SQLException e) {
            throw new DatabaseException("The identifiers could not be held", e);
        }
    }

    /** What is linked of these, by the form in which it is kept. */
    Map<String, UserIdentifierEntity> linked(Collection<KeptIdentifier> wanted) {
        List<String> forms =
                wanted.stream().flatMap(each -> each.forms().stream()).toList();
        return entities.createQuery(BY_FORM, UserIdentifierEntity.class)
                .setParameter("forms", forms)
                .getResultStream()
                .collect(Collectors.toMap(UserIdentifierEntity::kept, Function.identity()));
    }

    Optional<UserIdentifierEntity> linked(KeptIdentifier wanted) {
        Map<String, UserIdentifierEntity> found = linked(List.of(wanted));
        return Optional.ofNullable(found.getOrDefault(wanted.hashed(), found.get(wanted.plain())));
    }

    Optional<UserIdentifierEntity> byHandle(String handle) {
        return entities.createQuery(
                        "select i from UserIdentifierEntity i where i.handle = :handle", UserIdentifierEntity.class)
                .setParameter("handle", handle)
                .getResultStream()
                .findFirst();
    }

    /** Whether the row is still there, read anew. */
    boolean stands(UserIdentifierEntity identifier) {
        return !entities.createQuery(BY_FORM, UserIdentifierEntity.class)
                .setParameter("forms", List.of(identifier.kept()))
                .getResultList()
                .isEmpty();
    }

    int count(String userId) {
        return entities.createQuery("select count(i) from UserIdentifierEntity i where i.userId = :user", Long.class)
                .setParameter("user", userId)
                .getSingleResult()
                .intValue();
    }

    /** The identifiers of each of these users, in the order in which they were linked. */
    Map<String, List<LinkedIdentifier>> of(Collection<String> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery(OF_USERS, UserIdentifierEntity.class)
                .setParameter("users", users)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        UserIdentifierEntity::userId, Collectors.mapping(LinkedIdentifier::of, Collectors.toList())));
    }

    /** Those among the ids that are users' of the tenant. */
    List<String> existing(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return entities.createQuery("select u.id from UserEntity u where u.id in :ids", String.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    UserEntity user(String userId) {
        return found(userId, LockModeType.NONE);
    }

    /** The user, whom nobody else changes, and to whom nobody else links, until the transaction ends. */
    UserEntity userHeld(String userId) {
        return found(userId, LockModeType.PESSIMISTIC_WRITE);
    }

    User whole(UserEntity user) {
        return User.of(user, of(List.of(user.id())).getOrDefault(user.id(), List.of()));
    }

    void add(Object entity) {
        entities.persist(entity);
    }

    void remove(UserIdentifierEntity identifier) {
        entities.remove(identifier);
    }

    private UserEntity found(String userId, LockModeType lock) {
        return Optional.of(userId)
                .filter(PublicId::isSearchable)
                .map(id -> entities.find(UserEntity.class, id, lock))
                .orElseThrow(() -> PlatformException.notFound("User"));
    }
}
