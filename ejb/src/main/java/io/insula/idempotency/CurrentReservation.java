package io.insula.idempotency;

import io.insula.kernel.PublicId;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The reservation under which the running request, or the errand that it sent out, does what it does. */
@RequestScoped
public class CurrentReservation {

    private Reservation held;
    private boolean handedOver;

    /** Goes on under a reservation. */
    public void hold(Reservation reservation) {
        held = reservation;
    }

    public Optional<Reservation> held() {
        return Optional.ofNullable(held);
    }

    /** Notes that somebody else will settle it: an answer that is not made yet when the request's own part ends. */
    public void handOver() {
        handedOver = true;
    }

    public boolean isHandedOver() {
        return handedOver;
    }

    /** The id that names the request over repeated attempts; null for one without a key. */
    public String turnId() {
        return held == null ? null : held.turnId();
    }

    /** What an earlier attempt at the request has made or changed, by its id: it is not to be done again. */
    public Optional<String> doneBefore() {
        return held().map(Reservation::actedOn);
    }

    /**
     * An id for something that the request makes, {@code prefix_…}. Under a reservation repeated attempts get the same
     * one, so that a thing which was made already is found instead of made twice.
     */
    public String idFor(String prefix) {
        return held == null
                ? PublicId.next(prefix)
                : prefix + held.turnId().substring(held.turnId().indexOf('_'));
    }
}
