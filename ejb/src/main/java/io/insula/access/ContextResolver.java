package io.insula.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.insula.formation.Formation;
import io.insula.formation.FormationFollower;
import io.insula.formation.FormationRegistry;
import io.insula.formation.Tenancy;
import io.insula.identity.Identifier;
import io.insula.identity.IdentifierHashing;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.telemetry.Telemetry;
import io.insula.tenant.Epochs;
import io.insula.tenant.Gate;
import io.insula.tenant.TenantContext;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a verified key or token and what a request says of itself into the one context it works in. Everything that serves
 * somebody comes through here, so that there is one grammar and one set of rules.
 */
@ApplicationScoped
public class ContextResolver {

    @Inject
    Telemetry telemetry;

    @Inject
    AccessConfiguration configuration;

    @Inject
    FormationRegistry formations;

    @Inject
    FormationFollower follower;

    @Inject
    Gate gate;

    @Inject
    IdentifierHashing hashing;

    @Inject
    KeyVerifier keys;

    @Inject
    TokenVerifier tokens;

    private Cache<Named, Person> persons;

    private record Named(String formation, String tenant, String identifier, boolean publicId, Set<String> groups) {}

    /**
     * Who a name was found to be.
     *
     * @param granted what the formation's roles grant; null where it declares none, or where nobody is meant
     */
    private record Person(String tenantId, String userId, String channel, Epochs epochs, Set<Permission> granted) {}

    @PostConstruct
    void open() {
        persons = Caffeine.newBuilder()
                .maximumSize(configuration.cacheSize())
                .expireAfterWrite(configuration.cacheTtl())
                .recordStats()
                .build();
        telemetry.watch("identities", persons);
    }

    /** Whether the caller's formation says by roles who may do what. */
    public boolean declaresRoles(Credential credential) {
        return formation(credential).access() != null;
    }

    /** The formation that a caller is let into; one that this node does not serve is as good as a wrong key. */
    public Formation formation(Credential credential) {
        return follower.current(credential.formation()).orElseThrow(BoundIdentity::unauthorized);
    }

    /** By which revision this node judges a caller as long as nobody has told of another one. */
    public Optional<Formation> rules(Credential credential) {
        return formations.known(credential.formation());
    }

    /** Whether a caller's formation was replaced after the caller was judged by it, if by any; asks the database. */
    public boolean isReplaced(Credential credential, Optional<Formation> judged) {
        return follower.isReplaced(credential.formation(), judged);
    }

    /**
     * Resolves a request that concerns no user: the formation as a whole, or the one tenant of whoever is bound to it.
     *
     * @throws PlatformException FORBIDDEN if that tenant may not act
     */
    public Resolution forFormation(Credential credential, String requestId) {
        BoundTenant tenant = credential.tenant();
        if (tenant != null && !tenant.active()) {
            throw PlatformException.forbidden();
        }
        TenantContext context = new TenantContext(
                credential.formation(),
                tenant == null ? null : tenant.id(),
                tenant == null ? null : tenant.slug(),
                null,
                null,
                null,
                credential.actor(),
                credential.permissions(),
                requestId);
        return new Resolution(context, credential, null, credential.asOf());
    }

    /**
     * Resolves a request that acts for a user.
     *
     * @throws PlatformException INVALID_REQUEST for malformed or contradictory names; FORBIDDEN, always the same, for
     *     unknown, suspended and forbidden tenants and users
     */
    public Resolution forUser(Credential credential, IdentityClaim claim, String requestId) {
        return resolve(credential, BoundIdentity.read(credential, claim), requestId);
    }

    /**
     * Resolves a request that concerns a tenant, and no one user of it.
     *
     * @throws PlatformException as {@link #forUser} does
     */
    public Resolution forTenant(Credential credential, IdentityClaim claim, String requestId) {
        return resolve(credential, IdentityGrammar.readUserIfNamed(claim).withoutUser(), requestId);
    }

    private Resolution resolve(Credential credential, NamedIdentity identity, String requestId) {
        Named named = named(credential, identity);
        Person person = persons.getIfPresent(named);
        if (person == null) {
            person = lookUp(formation(credential), named, new Gate.Asker(credential.actor(), requestId));
            persons.put(named, person);
        }
        return resolution(credential, identity, person, requestId);
    }

    /** Resolves again, past every cache, what a newer epoch has put in doubt. The doubtful one is known no more. */
    Resolution anew(Resolution doubtful) {
        Credential credential = verifyAnew(doubtful.credential()).orElseThrow(BoundIdentity::unauthorized);
        String requestId = doubtful.context().requestId();
        if (doubtful.identity() == null) {
            return forFormation(credential, requestId);
        }
        Named named = named(credential, doubtful.identity());
        persons.invalidate(named);
        Person person = lookUp(formation(credential), named, new Gate.Asker(credential.actor(), requestId));
        IdentityGrammar.requireAdmitted(
                doubtful.identity(), formation(credential).tenancy());
        return resolution(credential, doubtful.identity(), person, requestId);
    }

    private Optional<? extends Credential> verifyAnew(Credential credential) {
        return credential instanceof VerifiedKey key
                ? keys.verifyAnew(key)
                : tokens.verifyAnew((VerifiedToken) credential);
    }

    /** Whether whoever issued it, and is to be asked, still stands by it; asks outside of transactions alone. */
    boolean isStillGood(Credential credential) {
        return !(credential instanceof VerifiedToken token) || tokens.isStillGood(token);
    }

    /** Remembers what was resolved anew. A user who came to be only then is not known before the transaction stands. */
    void remember(Resolution resolved) {
        // What a key may do is no more than a part of what the user's roles grant: those are read again when asked for.
        if (resolved.identity() != null && formation(resolved.credential()).access() == null) {
            TenantContext context = resolved.context();
            persons.put(
                    named(resolved.credential(), resolved.identity()),
                    new Person(context.tenantId(), context.userId(), context.channel(), resolved.asOf(), null));
        }
    }

    private static Resolution resolution(
            Credential credential, NamedIdentity identity, Person person, String requestId) {
        TenantContext context = new TenantContext(
                credential.formation(),
                person.tenantId(),
                identity.tenantSlug(),
                person.userId(),
                identity.sentUserId(),
                person.channel(),
                credential.actor(),
                permissions(credential, person),
                requestId);
        return new Resolution(context, credential, identity, asOf(credential, person.epochs()));
    }

    /** The older of what is known of the caller's credential and of the person. */
    private static Epochs asOf(Credential credential, Epochs person) {
        Epochs known = credential.asOf();
        return new Epochs(
                Math.min(known.formation(), person.formation()),
                credential.tenant() == null ? person.tenant() : Math.min(known.tenant(), person.tenant()));
    }

    private static Set<Permission> permissions(Credential credential, Person person) {
        return person.granted() == null ? credential.permissions() : credential.within(person.granted());
    }

    private static Named named(Credential credential, NamedIdentity identity) {
        return new Named(
                credential.formation(),
                identity.tenantSlug(),
                identity.identifier().orElse(null),
                identity.reservedPublicId(),
                credential.groups());
    }

    private Person lookUp(Formation before, Named named, Gate.Asker asker) {
        Gate.Name name = name(named);
        Gate.Sighting sighting = find(before, named, name);
        // What is said of the person from here on counts for the epoch that was just seen.
        follower.follow(named.formation(), sighting.epochs());
        Formation formation = formations.find(named.formation()).orElse(before);
        if (sighting.tenantId() == null && comesIntoBeing(formation.tenancy(), named.tenant())) {
            gate.joinTenant(
                    named.formation(),
                    named.tenant(),
                    PublicId.next("tnt"),
                    formation.tenancy().max(),
                    asker);
            sighting = find(formation, named, name);
        }
        if (sighting.tenantId() == null || !sighting.tenantActive()) {
            throw PlatformException.forbidden();
        }
        if (named.identifier() == null) {
            return new Person(sighting.tenantId(), null, null, sighting.epochs(), null);
        }
        if (sighting.userId() != null) {
            if (!sighting.userActive()) {
                throw PlatformException.forbidden();
            }
            return person(formation, named, sighting, sighting.userId(), name.hash());
        }
        if (named.publicId()) {
            throw PlatformException.forbidden();
        }
        String userId = gate.firstSight(named.formation(), sighting.tenantId(), name, PublicId.next("usr"), asker)
                .orElseThrow(PlatformException::forbidden);
        return person(formation, named, sighting, userId, name.hash());
    }

    private Gate.Sighting find(Formation formation, Named named, Gate.Name name) {
        return formation.access() == null
                ? gate.findUser(named.formation(), named.tenant(), name)
                : gate.findClaimant(named.formation(), named.tenant(), name);
    }

    private Person person(Formation formation, Named named, Gate.Sighting sighting, String userId, String channel) {
        Set<Permission> granted = null;
        if (formation.access() != null) {
            Gate.Claims claims = sighting.claims() != null && userId.equals(sighting.userId())
                    ? sighting.claims()
                    : gate.claims(formation.id(), sighting.tenantId(), userId);
            Claimant who = new Claimant(named.tenant(), claims.identifiers(), claims.groups(), named.groups());
            granted = Entitlement.of(formation.access(), formation.tenancy().defaultTenant(), who)
                    .permissions();
        }
        return new Person(sighting.tenantId(), userId, channel, sighting.epochs(), granted);
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
