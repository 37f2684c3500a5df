package io.insula.identity;

import io.insula.identity.entity.UserEntity;
import io.insula.identity.entity.UserIdentifierEntity;
import io.insula.kernel.Change;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.kernel.Requires;
import io.insula.tenant.Epochal;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The names under which a tenant's users come, managed by a back end that the tenant trusts. One who speaks for a single
 * user only may not: what that user links must be proven, by {@link IdentifierProofService}.
 */
@Stateless
@Requires(Permission.LINK_IDENTIFIERS)
public class IdentifierService {

    private static final String RESOURCE = "user";
    private static final String LINK = "identifier.link";

    @Inject
    IdentifierBook book;

    @Inject
    IdentityConfiguration configuration;

    @Inject
    TenantBinding binding;

    @Inject
    Epochal epochs;

    @Inject
    Event<Change> changes;

    @Inject
    Clock clock;

    /**
     * Links identifiers to one user, all or none of them. What is linked already stays as it is; what is another user's
     * is never moved.
     *
     * @param userId whose they shall be; null for the one user who has any of them, or else for a new one
     * @param named at least one, none of them twice
     * @param subjectType what a new user is; null for a person
     * @throws PlatformException IDENTIFIER_CONFLICT naming what belongs to others, not to whom; RESOURCE_NOT_FOUND if
     *     there is no such user; CONFLICT if the user has as many as the server admits
     */
    public Linked link(String userId, List<NamedIdentifier> named, SubjectType subjectType) {
        List<KeptIdentifier> wanted = named.stream().map(book::keeping).toList();
        book.hold(wanted.stream().map(KeptIdentifier::hash).toList());
        Map<KeptIdentifier, UserIdentifierEntity> known = known(wanted);
        List<String> owners = known.values().stream()
                .map(UserIdentifierEntity::userId)
                .distinct()
                .toList();
        refuseConflict(userId, owners, known);
        String owner = userId != null ? userId : owners.stream().findFirst().orElse(null);
        boolean create = owner == null;
        UserEntity user = create ? make(subjectType) : book.userHeld(owner);
        boolean changed = linkEach(user, wanted, known) || create;
        if (changed) {
            changes.fire(new Change(LINK, RESOURCE, user.id()));
        }
        return new Linked(
                user.id(),
                create,
                wanted.stream().map(known::get).map(LinkedIdentifier::of).toList());
    }

    /**
     * Makes an identifier nobody's; from then on it is as if it had never been seen.
     *
     * @param sent the identifier, or the handle of a secret one
     * @param force whether it may be the user's last
     */
    public Unlinked unlink(String sent, boolean force) {
        UserIdentifierEntity linked = find(sent);
        UserEntity user = book.userHeld(linked.userId());
        int count = book.count(user.id());
        if (!book.stands(linked)) {
            throw absent();
        }
        if (count == 1 && !force) {
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "This is the user's last identifier: link another one first, or send force to leave the user"
                            + " reachable by the public id alone");
        }
        book.remove(linked);
        // From the commit on, every node asks anew who stands behind the tenant's identifiers.
        epochs.raise(binding.formation(), binding.tenant());
        changes.fire(new Change("identifier.unlink", RESOURCE, user.id()));
        return new Unlinked(user.id(), LinkedIdentifier.of(linked), count - 1);
    }

    /** The user behind an identifier or a public id. */
    public User lookUp(Identifier identifier) {
        return identifier.isPublicId()
                ? book.whole(book.user(identifier.value()))
                : book.linked(keeping(identifier))
                        .map(UserIdentifierEntity::userId)
                        .map(book::user)
                        .map(book::whole)
                        .orElseThrow(() -> PlatformException.notFound("User"));
    }

    private Map<KeptIdentifier, UserIdentifierEntity> known(List<KeptIdentifier> wanted) {
        Map<String, UserIdentifierEntity> linked = book.linked(wanted);
        Map<KeptIdentifier, UserIdentifierEntity> known = new LinkedHashMap<>();
        for (KeptIdentifier each : wanted) {
            Optional.ofNullable(linked.getOrDefault(each.hashed(), linked.get(each.plain())))
                    .ifPresent(entity -> known.put(each, entity));
        }
        return known;
    }

    /** All are one user's, or nothing is done. */
    private static void refuseConflict(
            String userId, List<String> owners, Map<KeptIdentifier, UserIdentifierEntity> known) {
        if (userId == null ? owners.size() <= 1 : List.of(userId).containsAll(owners)) {
            return;
        }
        String names = known.entrySet().stream()
                .filter(each -> !each.getValue().userId().equals(userId))
                .map(each -> each.getKey().shown())
                .collect(Collectors.joining(", "));
        throw new PlatformException(
                ErrorCode.IDENTIFIER_CONFLICT,
                userId == null
                        ? "These identifiers belong to different users: " + names + ". Nothing was linked"
                        : "These identifiers belong to another user: " + names
                                + ". Nothing was linked; unlink them first, or leave them out");
    }

    private UserEntity make(SubjectType subjectType) {
        UserEntity user = new UserEntity(
                PublicId.next("usr"),
                Objects.requireNonNullElse(subjectType, SubjectType.USER).word(),
                now());
        book.add(user);
        changes.fire(new Change("user.create", RESOURCE, user.id()));
        return user;
    }

    private boolean linkEach(
            UserEntity user, List<KeptIdentifier> wanted, Map<KeptIdentifier, UserIdentifierEntity> known) {
        List<KeptIdentifier> missing = new ArrayList<>(wanted);
        missing.removeAll(known.keySet());
        if (!missing.isEmpty() && book.count(user.id()) + missing.size() > configuration.mostIdentifiers()) {
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "A user has at most " + configuration.mostIdentifiers() + " identifiers; unlink some first");
        }
        boolean changed = !missing.isEmpty();
        for (KeptIdentifier each : wanted) {
            UserIdentifierEntity linked = known.get(each);
            if (linked != null && each.named().isSecret() && !linked.isSecret()) {
                // What turns out to be a secret stands here no longer as it is written.
                book.remove(linked);
                linked = null;
            }
            if (linked == null) {
                linked = each.linkedTo(user.id(), now());
                book.add(linked);
                known.put(each, linked);
                changed = true;
            } else if (each.named().type() != null) {
                changed |= linked.retype(each.named().type());
            }
        }
        return changed;
    }

    private UserIdentifierEntity find(String sent) {
        // A handle is random and told to few; whoever comes under it as a name all the same shadows no secret.
        KeptIdentifier asked = keeping(Identifier.parse("The identifier", sent));
        book.hold(List.of(asked.hash()));
        return book.byHandle(sent)
                .filter(secret -> {
                    book.hold(List.of(KeptIdentifier.hashOf(secret)));
                    return true;
                })
                .or(() -> book.linked(asked))
                .orElseThrow(IdentifierService::absent);
    }

    private KeptIdentifier keeping(Identifier identifier) {
        return book.keeping(new NamedIdentifier(identifier, null));
    }

    private static PlatformException absent() {
        return PlatformException.notFound("Identifier");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
