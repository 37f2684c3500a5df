package io.insula.credential;

import io.insula.credential.Owner.Label;
import io.insula.credential.entity.CredentialEntity;
import io.insula.credential.entity.CredentialSealedEntity;
import io.insula.credential.entity.VaultKeyEntity;
import io.insula.kernel.Change;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.PageRequest.Cursor;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The credentials of the user to whom the running transaction is bound. */
@ApplicationScoped
class CredentialStore {

    private static final String MINE = "select c from CredentialEntity c where c.userId = :user";
    private static final String OPEN = "select c, s, k from CredentialEntity c"
            + " join CredentialSealedEntity s on s.credentialId = c.id join VaultKeyEntity k on k.userId = c.userId"
            + " where c.userId = :user and s.userId = :user and k.userId = :user and c.serviceKey in :services order by c.createdAt, c.id";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    UserKeys keys;

    @Inject
    MasterKeyring masters;

    @Inject
    VaultConfiguration configuration;

    @Inject
    Event<Change> changes;

    @Inject
    Event<CredentialChanged> news;

    @Inject
    Clock clock;

    /** In the order in which they were made. */
    Page<Credential> list(PageRequest page) {
        Cursor cursor = page.cursor();
        String order = " order by c.createdAt, c.id";
        TypedQuery<CredentialEntity> query = cursor == null
                ? query(MINE + order)
                : query(MINE + " and (c.createdAt > :at or c.createdAt = :at and c.id > :id)" + order)
                        .setParameter("at", cursor.at())
                        .setParameter("id", cursor.id());
        List<CredentialEntity> found = query.setFirstResult(page.offset())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return page.slice(found, each -> new Cursor(each.createdAt(), each.id()))
                .map(Credential::of);
    }

    Credential get(String id) {
        return Credential.of(find(id));
    }

    Credential create(NewCredential wanted) {
        String serviceKey = ServiceName.key(wanted.service());
        // From here on no other credential of this user comes or goes.
        VaultKey key = key(keys.hold());
        requireFree(serviceKey, wanted);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        CredentialEntity credential =
                new CredentialEntity(PublicId.next("cred"), wanted.service(), serviceKey, wanted.name(), now);
        credential.replaced(wanted.secret().preview(), now);
        Sealed sealed = seal(key, credential, wanted.secret());
        entities.persist(credential);
        entities.flush();
        entities.persist(new CredentialSealedEntity(credential.id(), key.generation(), sealed.nonce(), sealed.bytes()));
        tell("credential.create", credential);
        return Credential.of(credential);
    }

    /** Puts another secret in the place of the one that was there. */
    Credential replace(String id, Secret secret) {
        // Whoever was faster has told of another version, or has deleted it: both are seen once nobody else can.
        VaultKey key = key(keys.take().orElseThrow(CredentialStore::absent));
        CredentialEntity credential = find(id);
        credential.replaced(secret.preview(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        Sealed sealed = seal(key, credential, secret);
        entities.find(CredentialSealedEntity.class, id).replace(key.generation(), sealed.nonce(), sealed.bytes());
        tell("credential.replace", credential);
        return Credential.of(credential);
    }

    void delete(String id) {
        if (!keys.holdOthersOff()) {
            throw absent();
        }
        CredentialEntity credential = find(id);
        entities.remove(credential);
        tell("credential.delete", credential);
    }

    /** All credentials of these services, in clear; one round trip. */
    List<OpenedCredential> open(Set<String> services) {
        Set<String> wanted = services.stream().map(ServiceName::key).collect(Collectors.toSet());
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<Object[]> found = entities.createQuery(OPEN, Object[].class)
                .setParameter("user", binding.person())
                .setParameter("services", wanted)
                .setMaxResults(configuration.most())
                .getResultList();
        if (found.isEmpty()) {
            return List.of();
        }
        VaultKeyEntity wrapped = (VaultKeyEntity) found.get(0)[2];
        VaultKey key = masters.open(wrapped.masterId(), wrapped.wrapped(), keys.owner(), wrapped.generation());
        return found.stream()
                .map(row -> opened(key, (CredentialEntity) row[0], (CredentialSealedEntity) row[1]))
                .toList();
    }

    private OpenedCredential opened(VaultKey key, CredentialEntity credential, CredentialSealedEntity sealed) {
        byte[] plain = plain(key, credential, sealed);
        try {
            return new OpenedCredential(
                    credential.id(),
                    credential.service(),
                    credential.name(),
                    credential.version(),
                    Secret.fields(plain));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** The user's key for one more seal; after too many, another one, under which all that is there is sealed anew. */
    private VaultKey key(UserKeys.Held held) {
        if (held.used() <= configuration.sealsPerKey()) {
            return held.key();
        }
        List<Object[]> all = entities.createQuery(
                        "select c, s from CredentialEntity c join CredentialSealedEntity s"
                                + " on s.credentialId = c.id where c.userId = :user and s.userId = :user",
                        Object[].class)
                .setParameter("user", binding.person())
                .getResultList();
        VaultKey renewed = keys.renew(held, all.size() + 1L);
        for (Object[] row : all) {
            CredentialEntity credential = (CredentialEntity) row[0];
            CredentialSealedEntity sealed = (CredentialSealedEntity) row[1];
            byte[] plain = plain(held.key(), credential, sealed);
            Sealed again = renewed.seal(plain, label(credential));
            Arrays.fill(plain, (byte) 0);
            sealed.replace(renewed.generation(), again.nonce(), again.bytes());
        }
        return renewed;
    }

    private byte[] plain(VaultKey key, CredentialEntity credential, CredentialSealedEntity sealed) {
        try {
            return key.open(new Sealed(sealed.nonce(), sealed.sealed()), label(credential));
        } catch (BrokenSealException e) {
            throw e.answer(keys.owner());
        }
    }

    private static Sealed seal(VaultKey key, CredentialEntity credential, Secret secret) {
        byte[] plain = secret.bytes();
        try {
            return key.seal(plain, label(credential));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static Label label(CredentialEntity credential) {
        return new Label(credential.id(), credential.serviceKey(), credential.name(), credential.version());
    }

    private void requireFree(String serviceKey, NewCredential wanted) {
        Object[] counts = entities.createQuery(
                        "select count(c), sum(case when c.serviceKey = :service and c.name = :name then 1 else 0 end)"
                                + " from CredentialEntity c where c.userId = :user",
                        Object[].class)
                .setParameter("user", binding.person())
                .setParameter("service", serviceKey)
                .setParameter("name", wanted.name())
                .getSingleResult();
        if (counts[1] instanceof Number same && same.longValue() > 0) {
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "The user has a credential of this service and name already: replace it, or give this one another"
                            + " name");
        }
        if (((Number) counts[0]).longValue() >= configuration.most()) {
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "The user has " + configuration.most() + " credentials, which is the most; delete one first");
        }
    }

    private CredentialEntity find(String id) {
        if (!PublicId.isWellFormed(id)) {
            throw absent();
        }
        return query(MINE + " and c.id = :id")
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElseThrow(CredentialStore::absent);
    }

    private TypedQuery<CredentialEntity> query(String text) {
        return entities.createQuery(text, CredentialEntity.class).setParameter("user", binding.person());
    }

    private void tell(String what, CredentialEntity credential) {
        changes.fire(new Change(what, "credential", credential.id()));
        news.fire(new CredentialChanged(binding.tenant(), binding.formation(), binding.person(), credential.service()));
    }

    private static PlatformException absent() {
        return PlatformException.notFound("Credential");
    }
}
