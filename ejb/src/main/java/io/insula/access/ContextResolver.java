package io.insula.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.formation.Tenancy;
import io.insula.identity.Identifier;
import io.insula.identity.IdentifierHashing;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.tenant.Epochs;
import io.insula.tenant.Gate;
import io.insula.tenant.TenantContext;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Turns a verified key and what a request says of itself into the one context it works in. Everything that serves
 * somebody comes through here, so that there is one grammar and one set of rules.
 */
@ApplicationScoped
public class ContextResolver {

    @Inject
    AccessConfiguration configuration;

    @Inject
    FormationRegistry formations;

    @Inject
    Gate gate;

    @Inject
    IdentifierHashing hashing;

    @Inject
    KeyVerifier keys;

    private Cache<Named, Person> persons;

    private record Named(String formation, String tenant, String identifier, boolean publicId) {}

    private record Person(String tenantId, String userId, String channel, Epochs epochs) {}

    @PostConstruct
    void open() {
        persons = Caffeine.newBuilder()
                .maximumSize(configuration.cacheSize())
                .expireAfterWrite(configuration.cacheTtl())
                .build();
    }

    /** The formation that a key opens; a formation that this node does not serve is as good as a wrong key. */
    public Formation formation(VerifiedKey key) {
        return formations
                .find(key.formation())
                .orElseThrow(() -> new PlatformException(ErrorCode.UNAUTHORIZED, "The key is missing or wrong"));
    }

    /** Resolves a request that concerns the formation as a whole. */
    public Resolution forFormation(VerifiedKey key, String requestId) {
        TenantContext context = new TenantContext(
                key.formation(),
                null,
                null,
                null,
                null,
                null,
                key.keyId(),
                key.kind().permissions(),
                requestId);
        return new Resolution(context, key, null, new Epochs(key.formationEpoch(), 0));
    }

    /**
     * Resolves a request that acts for a user.
     *
     * @throws PlatformException INVALID_REQUEST for malformed or contradictory names; FORBIDDEN, always the same, for
     *     unknown, suspended and forbidden tenants and users
     */
    public Resolution forUser(VerifiedKey key, IdentityClaim claim, String requestId) {
        return resolve(key, IdentityGrammar.read(claim), requestId);
    }

    /**
     * Resolves a request that concerns a tenant, and no one user of it.
     *
     * @throws PlatformException as {@link #forUser} does
     */
    public Resolution forTenant(VerifiedKey key, IdentityClaim claim, String requestId) {
        return resolve(key, IdentityGrammar.readUserIfNamed(claim).withoutUser(), requestId);
    }

    private Resolution resolve(VerifiedKey key, NamedIdentity identity, String requestId) {
        Named named = named(key.formation(), identity);
        Person person = persons.getIfPresent(named);
        if (person == null) {
            person = lookUp(formation(key), named, new Gate.Asker(key.keyId(), requestId));
            persons.put(named, person);
        }
        return resolution(key, identity, person, requestId);
    }

    /** Resolves again, past every cache, what a newer epoch has put in doubt. The doubtful one is known no more. */
    Resolution anew(Resolution doubtful) {
        VerifiedKey key = keys.verifyAnew(doubtful.key())
                .orElseThrow(() -> new PlatformException(ErrorCode.UNAUTHORIZED, "The key is missing or wrong"));
        String requestId = doubtful.context().requestId();
        if (doubtful.identity() == null) {
            return forFormation(key, requestId);
        }
        Named named = named(key.formation(), doubtful.identity());
        persons.invalidate(named);
        Person person = lookUp(formation(key), named, new Gate.Asker(key.keyId(), requestId));
        return resolution(key, doubtful.identity(), person, requestId);
    }

    /** Remembers what was resolved anew. A user who came to be only then is not known before the transaction stands. */
    void remember(Resolution resolved) {
        if (resolved.identity() != null) {
            TenantContext context = resolved.context();
            persons.put(
                    named(context.formation(), resolved.identity()),
                    new Person(context.tenantId(), context.userId(), context.channel(), resolved.asOf()));
        }
    }

    private static Resolution resolution(VerifiedKey key, NamedIdentity identity, Person person, String requestId) {
        TenantContext context = new TenantContext(
                key.formation(),
                person.tenantId(),
                identity.tenantSlug(),
                person.userId(),
                identity.sentUserId(),
                person.channel(),
                key.keyId(),
                key.kind().permissions(),
                requestId);
        long formationEpoch = Math.min(key.formationEpoch(), person.epochs().formation());
        return new Resolution(
                context,
                key,
                identity,
                new Epochs(formationEpoch, person.epochs().tenant()));
    }

    private static Named named(String formation, NamedIdentity identity) {
        return new Named(
                formation, identity.tenantSlug(), identity.identifier().orElse(null), identity.reservedPublicId());
    }

    private Person lookUp(Formation formation, Named named, Gate.Asker asker) {
        Gate.Name name = name(named);
        Gate.Sighting sighting = gate.findUser(named.formation(), named.tenant(), name);
        if (sighting.tenantId() == null && comesIntoBeing(formation.tenancy(), named.tenant())) {
            gate.joinTenant(
                    named.formation(),
                    named.tenant(),
                    PublicId.next("tnt"),
                    formation.tenancy().max(),
                    asker);
            sighting = gate.findUser(named.formation(), named.tenant(), name);
        }
        if (sighting.tenantId() == null || !sighting.tenantActive()) {
            throw PlatformException.forbidden();
        }
        if (named.identifier() == null) {
            return new Person(sighting.tenantId(), null, null, sighting.epochs());
        }
        if (sighting.userId() != null) {
            if (!sighting.userActive()) {
                throw PlatformException.forbidden();
            }
            return new Person(sighting.tenantId(), sighting.userId(), name.hash(), sighting.epochs());
        }
        if (named.publicId()) {
            throw PlatformException.forbidden();
        }
        String userId = gate.firstSight(named.formation(), sighting.tenantId(), name, PublicId.next("usr"), asker)
                .orElseThrow(PlatformException::forbidden);
        return new Person(sighting.tenantId(), userId, name.hash(), sighting.epochs());
    }

    /** A secret is kept as its hash, and nobody says which names are secrets: each is looked for in both forms. */
    private Gate.Name name(Named named) {
        String hash = named.identifier() == null || named.publicId()
                ? null
                : hashing.of(named.formation(), named.tenant(), new Identifier(named.identifier()));
        return new Gate.Name(named.identifier(), hash, named.publicId());
    }

    /** The default tenant comes with its formation; others as the formation says. */
    private static boolean comesIntoBeing(Tenancy tenancy, String slug) {
        return tenancy.create() == Tenancy.Create.ON_FIRST_USE || slug.equals(tenancy.defaultTenant());
    }
}
