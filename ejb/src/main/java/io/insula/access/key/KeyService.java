package io.insula.access.key;

import io.insula.access.BoundTenant;
import io.insula.access.Caller;
import io.insula.access.KeyBinding;
import io.insula.access.KeyConfiguration;
import io.insula.access.KeyStore;
import io.insula.access.entity.ApiKeyEntity;
import io.insula.identity.Identifier;
import io.insula.identity.IdentifierHashing;
import io.insula.kernel.Change;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.FieldFault;
import io.insula.kernel.KeyKind;
import io.insula.kernel.KeyText;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.kernel.Requires;
import io.insula.tenant.Epochal;
import io.insula.tenant.Gate;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/**
 * The keys of a formation, as those who may manage them see them: a formation's administrator all of them, a tenant's
 * administrator those of the tenant. Nobody makes a key that may do more than their own.
 */
@Stateless
@Requires(Permission.MANAGE_KEYS)
public class KeyService {

    private static final String RESOURCE = "key";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    KeyConfiguration configuration;

    @Inject
    KeyStore store;

    @Inject
    Caller caller;

    @Inject
    TenantBinding binding;

    @Inject
    Epochal epochs;

    @Inject
    IdentifierHashing hashing;

    @Inject
    Gate gate;

    @Inject
    Clock clock;

    @Inject
    Event<Change> changes;

    /**
     * Makes a key. It is told once and never again.
     *
     * @throws PlatformException INVALID_PARAMS for what cannot be, FORBIDDEN for more than the caller may hand on,
     *     CONFLICT where there are as many keys as the server admits
     */
    public IssuedKey create(NewKey wanted) {
        KeyGrant grant = grant();
        KeyOrder.Read order = KeyOrder.read(grant.confined(wanted), now());
        Set<Permission> scopes = grant.scopes(order.scopes(), order.user().isPresent());
        KeyBinding bound = new KeyBinding(null, null, scopes, grant.workspacePrefix(order.workspacePrefix()));
        Instant end = grant.end(order.expiresAt());
        if (order.tenant().isPresent()) {
            bound = ofTenant(bound, order);
        }
        grant.requireHandOn(order.kind(), bound);
        return issue(order.kind(), order.name(), bound, end);
    }

    /** The keys in the order in which they were made, living or not. */
    public Page<ApiKey> list(PageRequest page) {
        String mine = "select k from ApiKeyEntity k where k.formationId = :formation and"
                + " (:tenant = '' or k.tenantId = :tenant)";
        String order = " order by k.createdAt, k.id";
        var query = entities.createQuery(
                page.cursor() == null
                        ? mine + order
                        : mine + " and (k.createdAt > :at or k.createdAt = :at and k.id > :id)" + order,
                ApiKeyEntity.class);
        if (page.cursor() != null) {
            query.setParameter("at", page.cursor().at())
                    .setParameter("id", page.cursor().id());
        }
        List<ApiKeyEntity> found = query.setParameter("formation", binding.formation())
                .setParameter("tenant", tenant())
                .setFirstResult(page.offset())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        Instant now = now();
        return page.slice(found, key -> new PageRequest.Cursor(key.createdAt(), key.id()))
                .map(key -> ApiKey.of(key, now));
    }

    /** One key. */
    public ApiKey get(String id) {
        return ApiKey.of(find(id), now());
    }

    /**
     * Makes a key that may do the same and lets the one before it live on for a while, or not at all.
     *
     * @throws PlatformException CONFLICT if the key is not living, or there is no room for another
     */
    public IssuedKey rotate(String id, Duration overlap) {
        ApiKeyEntity before = find(id);
        Instant now = now();
        ApiKey seen = ApiKey.of(before, now);
        if (!seen.status().equals("active")) {
            throw new PlatformException(ErrorCode.CONFLICT, "The key is " + seen.status() + "; make a new one");
        }
        BoundTenant tenant =
                before.tenantSlug() == null ? null : new BoundTenant(before.tenantId(), before.tenantSlug(), true);
        KeyBinding bound =
                new KeyBinding(tenant, before.userId(), KeyBinding.scopes(before.scopes()), before.workspacePrefix());
        KeyKind kind = KeyBinding.kind(before.kind());
        KeyGrant grant = grant();
        grant.requireHandOn(kind, bound);
        IssuedKey after = issue(kind, before.name(), bound, grant.earlier(before.expiresAt()));
        if (overlap.isZero()) {
            before.revoke(now);
        } else {
            before.expireAt(now.plus(overlap));
        }
        changed(before, "key.rotate");
        return after;
    }

    /** Ends a key at once, on every node; ending it twice changes nothing. */
    public ApiKey revoke(String id) {
        ApiKeyEntity key = find(id);
        if (key.revoke(now())) {
            changed(key, "key.revoke");
        }
        return ApiKey.of(key, now());
    }

    private KeyBinding ofTenant(KeyBinding bound, KeyOrder.Read order) {
        String slug = order.tenant().orElseThrow();
        Identifier user = order.user().orElse(Identifier.ANONYMOUS);
        String hash = user.isPublicId() ? null : hashing.of(binding.formation(), slug, user);
        Gate.Sighting seen =
                gate.findUser(binding.formation(), slug, new Gate.Name(user.value(), hash, user.isPublicId()));
        binding.bindAgain();
        if (seen.tenantId() == null) {
            throw absent("tenant", "is no tenant of this formation");
        }
        if (order.user().isPresent() && seen.userId() == null) {
            throw absent("user_id", "is no user of the tenant: users come into being with their first request");
        }
        return new KeyBinding(
                new BoundTenant(seen.tenantId(), slug, seen.tenantActive()),
                order.user().isPresent() ? seen.userId() : null,
                bound.scopes(),
                bound.workspacePrefix());
    }

    private IssuedKey issue(KeyKind kind, String name, KeyBinding bound, Instant end) {
        String id = PublicId.next("key");
        String secret = KeyText.fresh(kind);
        KeyStore.Row row = new KeyStore.Row(id, kind, secret, "api", name, bound, now(), end);
        if (!store.write(row, configuration.most())) {
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "There are " + configuration.most() + " living keys, which is the most; revoke one first");
        }
        return new IssuedKey(ApiKey.of(find(id), now()), secret);
    }

    private void changed(ApiKeyEntity key, String action) {
        epochs.raise(binding.formation(), key.tenantSlug() == null ? null : key.tenantId());
        changes.fire(new Change(action, RESOURCE, key.id()));
    }

    private ApiKeyEntity find(String id) {
        if (!PublicId.isSearchable(id)) {
            throw PlatformException.notFound("Key");
        }
        return entities.createQuery(
                        "select k from ApiKeyEntity k where k.formationId = :formation"
                                + " and (:tenant = '' or k.tenantId = :tenant) and k.id = :id",
                        ApiKeyEntity.class)
                .setParameter("formation", binding.formation())
                .setParameter("tenant", tenant())
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> PlatformException.notFound("Key"));
    }

    private KeyGrant grant() {
        return KeyGrant.of(caller.known().credential());
    }

    /** The tenant whose keys alone are seen; empty for all of the formation. */
    private String tenant() {
        return binding.tenant() == null ? "" : binding.tenant();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static PlatformException absent(String field, String message) {
        return PlatformException.invalidParams(List.of(new FieldFault(field, message, "not_found")));
    }
}
