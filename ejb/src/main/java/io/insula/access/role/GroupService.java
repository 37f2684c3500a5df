package io.insula.access.role;

import io.insula.access.entity.GroupMemberEntity;
import io.insula.formation.AccessRules;
import io.insula.identity.UserNames;
import io.insula.kernel.Change;
import io.insula.kernel.FieldFault;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.tenant.Epochal;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The groups of a tenant, as its administrator fills them. A group is a name: it exists while somebody is in it, or while
 * the formation assigns a role to it.
 */
@Stateless
@Requires(Permission.MANAGE_GROUPS)
public class GroupService {

    /** The most members of a group; beyond it, an identity provider should say who is in which. */
    public static final int MOST_MEMBERS = 1_000;

    private static final String OF_GROUP = "select g from GroupMemberEntity g where g.group = :group";
    private static final String IN_ORDER = " order by g.addedAt, g.userId";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    UserNames names;

    @Inject
    Epochal epochs;

    @Inject
    Clock clock;

    @Inject
    Event<Change> changes;

    /** The groups in which anybody is, by name. */
    public List<GroupSize> list(PageRequest page) {
        return entities.createQuery(
                        "select g.group, count(g.userId) from GroupMemberEntity g group by g.group order by g.group",
                        Object[].class)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit() + 1)
                .getResultStream()
                .map(row -> new GroupSize((String) row[0], (long) row[1]))
                .toList();
    }

    /** Who is in a group, in the order in which they were put there. */
    public Page<GroupMember> members(String group, PageRequest page) {
        TypedQuery<GroupMemberEntity> query = page.cursor() == null
                ? entities.createQuery(OF_GROUP + IN_ORDER, GroupMemberEntity.class)
                : entities.createQuery(
                                OF_GROUP + " and (g.addedAt > :at or g.addedAt = :at and g.userId > :id)" + IN_ORDER,
                                GroupMemberEntity.class)
                        .setParameter("at", page.cursor().at())
                        .setParameter("id", page.cursor().id());
        List<GroupMemberEntity> found = query.setParameter("group", name(group))
                .setFirstResult(page.offset())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return page.slice(found, member -> new PageRequest.Cursor(member.addedAt(), member.userId()))
                .map(GroupMember::of);
    }

    /**
     * Says who is in a group, all at once: whoever is not named is out. It holds from the next request on, on every node.
     *
     * @param members identifiers or public ids of users of the tenant
     * @throws PlatformException INVALID_PARAMS if one of them is no user of the tenant
     */
    public Page<GroupMember> replace(String sent, Collection<String> members) {
        String group = name(sent);
        Set<String> wanted = users(members);
        // First of all: whoever else replaces a group of the tenant waits here, and reads what this one wrote.
        epochs.raise(binding.formation(), binding.tenant());
        List<GroupMemberEntity> present = entities.createQuery(OF_GROUP, GroupMemberEntity.class)
                .setParameter("group", group)
                .getResultList();
        Set<String> kept = new HashSet<>();
        for (GroupMemberEntity member : present) {
            if (wanted.contains(member.userId())) {
                kept.add(member.userId());
            } else {
                entities.remove(member);
            }
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        wanted.stream()
                .filter(user -> !kept.contains(user))
                .forEach(user -> entities.persist(new GroupMemberEntity(group, user, now)));
        if (kept.size() < present.size() || kept.size() < wanted.size()) {
            changes.fire(new Change("group.replace", "group", group));
        }
        entities.flush();
        return members(group, PageRequest.of(null, null, null));
    }

    private Set<String> users(Collection<String> members) {
        UserNames.Found found = names.find(members, GroupService::place);
        if (!found.unknown().isEmpty()) {
            String which = found.unknown().stream().map(GroupService::place).collect(Collectors.joining(", "));
            throw PlatformException.invalidParams(
                    List.of(new FieldFault("members", which + " is no user of the tenant", "unknown")));
        }
        return new HashSet<>(found.userIds());
    }

    private static String place(int position) {
        return "members[" + position + "]";
    }

    private static String name(String sent) {
        if (AccessRules.isGroupName(sent)) {
            return sent;
        }
        throw PlatformException.invalidParams(List.of(
                new FieldFault("group", "must have 1 to 63 letters, digits, hyphens and underscores", "malformed")));
    }
}
