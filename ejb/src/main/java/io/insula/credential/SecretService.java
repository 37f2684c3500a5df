package io.insula.credential;

import io.insula.credential.Owner.Label;
import io.insula.formation.Formation;
import io.insula.formation.FormationActivated;
import io.insula.formation.FormationSource;
import io.insula.formation.Place;
import io.insula.formation.RevisionStore;
import io.insula.formation.SecretSource;
import io.insula.formation.SecretUse;
import io.insula.kernel.Change;
import io.insula.kernel.ErrorCode;
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
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The secrets that a formation's files refer to, kept by its administrators. They are never given back. A change is served
 * from the commit on, by every node, and what the active revision could not be served with is not taken.
 */
@Stateless
@Requires(Permission.MANAGE_SECRETS)
public class SecretService {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final String RESOURCE = "secret";
    private static final int MOST_PLACES = 20;

    @Inject
    SecretTable table;

    @Inject
    SecretSealing sealing;

    @Inject
    VaultSecrets vault;

    @Inject
    RevisionStore revisions;

    @Inject
    SecretUse use;

    @Inject
    VaultConfiguration configuration;

    @Inject
    TenantBinding binding;

    @Inject
    Epochal epochs;

    @Inject
    Event<Change> changes;

    @Inject
    Event<FormationActivated> activations;

    @Inject
    Clock clock;

    /** In the order in which they were made. */
    public Page<FormationSecret> list(PageRequest page) {
        return page.slice(table.list(page), SecretTable::position);
    }

    /** One secret. */
    public FormationSecret get(String name) {
        return find(name).secret();
    }

    /**
     * Keeps a secret.
     *
     * @throws PlatformException SECRET_EXISTS if there is one of this name; INVALID_PARAMS for a malformed name, too long
     *     a value, or one with which the active revision could not be served
     */
    public FormationSecret create(String name, String value) {
        require(NAME.matcher(name).matches(), "key", "must be 1 to 128 of A-Z, a-z, 0-9 and '_', no digit first");
        require(value.length() <= configuration.longest(), "value", tooLong());
        RevisionStore.Held held = revisions.hold();
        if (table.find(name).isPresent()) {
            throw new PlatformException(
                    ErrorCode.SECRET_EXISTS, "The formation has a secret of this name: replace it with PUT");
        }
        if (table.count() >= configuration.mostSecrets()) {
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "The formation has " + configuration.mostSecrets()
                            + " secrets, which is the most; delete one first");
        }
        requireServable(held.source(), name, value);
        Instant now = now();
        Secret secret = Secret.of(value);
        FormationSecret made = new FormationSecret(name, secret.preview(), now, now);
        long version = version(0, now);
        SecretSealing.Fresh fresh = sealing.seal(Label.secret(name, version), secret);
        table.add(made, version, mayBeKey());
        table.seal(name, fresh.generation(), fresh.sealed());
        tell("secret.create", name);
        return made;
    }

    /**
     * Puts another value in the place of the one that was there.
     *
     * @throws PlatformException INVALID_PARAMS for too long a value, or one with which the active revision could not be
     *     served
     */
    public FormationSecret replace(String name, String value) {
        require(value.length() <= configuration.longest(), "value", tooLong());
        RevisionStore.Held held = revisions.hold();
        SecretTable.Row before = find(name);
        requireServable(held.source(), name, value);
        Instant now = now();
        Secret secret = Secret.of(value);
        FormationSecret after =
                new FormationSecret(name, secret.preview(), before.secret().createdAt(), now);
        long version = version(before.version(), now);
        SecretSealing.Fresh fresh = sealing.seal(Label.secret(name, version), secret);
        table.change(after, version, mayBeKey());
        table.reseal(name, fresh.generation(), fresh.sealed());
        tell("secret.replace", name);
        return after;
    }

    /**
     * Deletes a secret.
     *
     * @throws PlatformException SECRET_IN_USE naming the places where the active revision refers to it
     */
    public void delete(String name) {
        RevisionStore.Held held = revisions.hold();
        find(name);
        List<Place> places = held.source() == null ? List.of() : use.places(held.source(), name);
        if (!places.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.SECRET_IN_USE,
                    "The active revision refers to the secret: "
                            + places.stream()
                                    .limit(MOST_PLACES)
                                    .map(place -> place.file() + ":" + place.line() + ":" + place.column())
                                    .collect(Collectors.joining(", ")));
        }
        table.delete(name);
        sealing.raise();
        tell("secret.delete", name);
    }

    /**
     * Has every node read the secrets anew, also those that lie in files and in its configuration.
     *
     * @return how many are kept here
     * @throws PlatformException INVALID_PARAMS if the active revision could not be served with them
     */
    public long reload() {
        RevisionStore.Held held = revisions.hold();
        if (held.source() != null) {
            take(held.source(), kept());
        }
        sealing.raise();
        tell("secret.reload", binding.formation());
        return table.count();
    }

    /** A secret that the active revision does not refer to may be anything. */
    private void requireServable(FormationSource active, String name, String value) {
        if (active == null) {
            return;
        }
        use.requireNoKey(active, name, binding.context());
        if (!use.places(active, name).isEmpty()) {
            take(active, kept().with(name, value, mayBeKey()));
        }
    }

    /** The formation's own keys may be secrets, too: they change in the same transaction. */
    private void take(FormationSource active, SecretSource secrets) {
        Formation formation = use.read(active, secrets, binding.context());
        activations.fire(new FormationActivated(binding.context(), formation));
    }

    /** What opens the formation is chosen only by those who may choose it openly. */
    private boolean mayBeKey() {
        return binding.context().permissions().contains(Permission.MANAGE_KEYS);
    }

    private OpenedSecrets kept() {
        OpenedSecrets kept = vault.of(binding.formation());
        binding.bindAgain();
        return kept;
    }

    private void tell(String what, String name) {
        epochs.raise(binding.formation(), null);
        changes.fire(new Change(what, RESOURCE, name));
    }

    private SecretTable.Row find(String name) {
        if (!NAME.matcher(name).matches()) {
            throw absent();
        }
        return table.find(name).orElseThrow(SecretService::absent);
    }

    private static long version(long before, Instant now) {
        return Math.max(before + 1, now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private String tooLong() {
        return "must be at most " + configuration.longest() + " characters";
    }

    private static void require(boolean met, String field, String message) {
        if (!met) {
            throw PlatformException.invalidParams(List.of(new FieldFault(field, message, "malformed")));
        }
    }

    private static PlatformException absent() {
        return PlatformException.notFound("Secret");
    }
}
