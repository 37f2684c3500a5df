package io.insula.chat;

import io.insula.formation.FormationRegistry;
import io.insula.formation.SynopsisSettings;
import io.insula.identity.Synopsis;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.tenant.CurrentTenant;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * The short text about the calling user. It is kept for as long as the formation says; what it was made from and is gone
 * or changed makes it void at once, so that it never tells what was forgotten. The formation's model writes it; where
 * there is none, or it fails, the text is quoted.
 */
@Stateless
@Requires(Permission.MEMORY)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SynopsisService {

    @Inject
    CurrentTenant current;

    @Inject
    FormationRegistry formations;

    @Inject
    SynopsisTransactions transactions;

    @Inject
    SynopsisWriter writer;

    @Inject
    Clock clock;

    /**
     * The text, as it is kept or made anew.
     *
     * @throws PlatformException RESOURCE_NOT_FOUND where the formation wants none
     */
    public Synopsis get() {
        SynopsisSettings settings = settings();
        Speaker speaker = Speaker.of(formations.get(current.context().formation()), null);
        SynopsisTransactions.Draft draft = transactions.draft(speaker.model() != null);
        if (draft.kept() != null) {
            return draft.kept();
        }
        SynopsisWriter.Written written = writer.write(speaker, draft.preferences(), draft.memories());
        Synopsis made = new Synopsis(
                written.content(),
                written.author(),
                draft.basis(),
                draft.count(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!settings.cacheTtl().isZero()) {
            transactions.keep(made);
        }
        return made;
    }

    /** Drops what is kept, so that the next reader gets what is known by then. */
    public void refresh() {
        settings();
        transactions.drop();
    }

    private SynopsisSettings settings() {
        SynopsisSettings settings =
                formations.get(current.context().formation()).memory().synopsis();
        if (!settings.enabled()) {
            throw PlatformException.notFound("Synopsis");
        }
        return settings;
    }
}
