package io.insula.idempotency.rest;

import io.insula.idempotency.CurrentReservation;
import io.insula.idempotency.IdempotencyConfiguration;
import io.insula.idempotency.Reservation;
import io.insula.idempotency.ReservationKeeper;
import io.insula.idempotency.Reservations;
import io.insula.idempotency.StoredAnswer;
import io.insula.kernel.PlatformException;
import io.insula.tenant.DatabaseException;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Settles a reservation by how the request ended. */
@ApplicationScoped
public class Settlement {

    private static final Logger LOG = System.getLogger(Settlement.class.getName());

    /** Refusals that say nothing about the request itself: it may be sent again as it is. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 408, 409, 425, 429);

    @Inject
    CurrentReservation current;

    @Inject
    Reservations reservations;

    @Inject
    ReservationKeeper keeper;

    @Inject
    IdempotencyConfiguration configuration;

    /**
     * Keeps what is about to be answered. It leaves even if it cannot be kept: what was done was done, and a further
     * attempt finds it.
     */
    public void answered(StoredAnswer answer) {
        current.held()
                .ifPresent(reservation -> settle(reservation, () -> {
                    if (fits(answer.body())) {
                        reservations.finish(reservation, answer);
                    } else {
                        reservations.release(reservation);
                    }
                }));
    }

    private boolean fits(String body) {
        return body == null || body.getBytes(StandardCharsets.UTF_8).length <= configuration.maxAnswerBytes();
    }

    /** Gives the key back: for the same request after a failure, for any after a refusal. */
    public void failed(int status) {
        current.held()
                .ifPresent(reservation -> settle(reservation, () -> {
                    if (status >= 500 || PASSING.contains(status)) {
                        reservations.release(reservation);
                    } else {
                        reservations.forget(reservation);
                    }
                }));
    }

    private void settle(Reservation reservation, Runnable how) {
        keeper.letGo(reservation);
        current.hold(null);
        try {
            how.run();
        } catch (PlatformException | EJBException | DatabaseException e) {
            LOG.log(
                    Level.WARNING,
                    "A reservation could not be settled: {0}",
                    e.getClass().getName());
        }
    }
}
