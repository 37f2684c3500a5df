package io.insula.formation;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The revisions of a formation, as those who deploy it see them: uploaded, listed, read, and made the active one, also an
 * earlier one. What would not start is not stored, and what would not start any more is not activated. Whoever may deploy
 * may use each secret of the formation, since a revision says where they are sent.
 */
@Stateless
@Requires(Permission.DEPLOY)
public class RevisionService {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    @Inject
    RevisionStore store;

    @Inject
    RevisionReview review;

    @Inject
    TenantBinding binding;

    @Inject
    Clock clock;

    @Inject
    Event<FormationActivated> activations;

    /**
     * Stores a revision and, if it is wanted, makes it the active one: all of it or nothing. A source that is known is the
     * revision that it was.
     *
     * @throws PlatformException INVALID_PARAMS with every fault of the source; CONFLICT if another revision is active than
     *     was expected
     */
    public Deployment upload(NewRevision wanted) {
        FormationSource source = FormationSource.of(wanted.files());
        RevisionStore.Held held = hold(wanted.expected());
        RevisionReview.Passed passed = reviewed(source, held);
        Optional<Revision> known = store.find(source.hash());
        if (wanted.dryRun()) {
            return passed.deployment(asIf(known.orElseGet(() -> draft(source, wanted)), wanted), known.isEmpty());
        }
        boolean created = store.add(source, wanted.comment());
        if (wanted.activate()) {
            activate(passed.formation(), held);
        }
        return passed.deployment(find(source.hash()), created);
    }

    /** The revisions that are kept, newest first. */
    public Page<Revision> list(PageRequest page) {
        return store.list(page);
    }

    /** One revision with its source. */
    public RevisionFiles get(String hash) {
        return new RevisionFiles(find(hash), source(hash).files());
    }

    /**
     * Makes a revision that is kept the active one; once more changes nothing.
     *
     * @param expected the hash of the revision that must be the active one until then; null for any
     * @throws PlatformException INVALID_PARAMS if it cannot be served any more; CONFLICT if another revision is active than
     *     was expected
     */
    public Deployment activate(String hash, String expected) {
        RevisionStore.Held held = hold(expected);
        FormationSource source = source(hash);
        RevisionReview.Passed passed = reviewed(source, held);
        activate(passed.formation(), held);
        return passed.deployment(find(hash), false);
    }

    /** The secrets are asked for at the gate. */
    private RevisionReview.Passed reviewed(FormationSource source, RevisionStore.Held held) {
        RevisionReview.Passed passed = review.review(binding.formation(), source, held.source(), binding.context());
        binding.bindAgain();
        return passed;
    }

    private void activate(Formation formation, RevisionStore.Held held) {
        String before = held.active().orElse(null);
        if (!formation.revision().equals(before)) {
            store.activate(formation.revision(), before);
            activations.fire(new FormationActivated(binding.context(), formation));
        }
    }

    private RevisionStore.Held hold(String expected) {
        RevisionStore.Held held = store.hold();
        if (expected != null && !held.active().filter(expected::equals).isPresent()) {
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "Another revision is active than was expected: "
                            + held.active().orElse("none"));
        }
        return held;
    }

    private FormationSource source(String hash) {
        return store.source(searchable(hash)).orElseThrow(RevisionService::absent);
    }

    private Revision find(String hash) {
        return store.find(searchable(hash)).orElseThrow(RevisionService::absent);
    }

    /** What a revision would be that is not stored. */
    private Revision draft(FormationSource source, NewRevision wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Revision(
                source.hash(),
                false,
                source.files().size(),
                wanted.comment(),
                binding.context().actor(),
                now,
                null);
    }

    private static Revision asIf(Revision revision, NewRevision wanted) {
        return wanted.activate() ? revision.activated() : revision;
    }

    private static String searchable(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw absent();
        }
        return hash;
    }

    private static PlatformException absent() {
        return PlatformException.notFound("Revision");
    }
}
