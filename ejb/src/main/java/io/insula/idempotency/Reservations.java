package io.insula.idempotency;

import io.insula.access.Caller;
import io.insula.access.Enforcement;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.tenant.Scope;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;

/** The short transactions around a request that carries a key, each of its own: what they say holds at once. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Reservations {

    @Inject
    Caller caller;

    @Inject
    Enforcement enforcement;

    @Inject
    TenantBinding binding;

    @Inject
    ReservationStore store;

    /**
     * Reserves a key for the caller's request, or finds what it was answered with.
     *
     * @param permission what the route asks for: nobody is told an old answer who could not get a new one
     * @throws PlatformException CONFLICT if the request is being served, or was another one
     */
    public Reserving reserve(Permission permission, String route, String key, String bodyHash) {
        enforcement.enforce(permission);
        Optional<Reservation> reservation = store.reserve(route, key, bodyHash);
        return reservation.isPresent()
                ? new Reserving(reservation.get(), null)
                : new Reserving(null, store.answered(route, key, bodyHash));
    }

    /** Keeps the answer; further requests with the key get it from now on. */
    public void finish(Reservation reservation, StoredAnswer answer) {
        bind();
        store.keep(reservation, answer);
    }

    /** Gives the key back after a failure that may pass: the next attempt goes on where this one ended. */
    public void release(Reservation reservation) {
        bind();
        store.release(reservation);
    }

    /** Gives the key back after a refusal: it may be used for another request, unless something was done under it. */
    public void forget(Reservation reservation) {
        bind();
        if (!store.forget(reservation)) {
            store.release(reservation);
        }
    }

    /** Holds on to the key while the request is served. */
    public boolean renew(Reservation reservation) {
        bind();
        return store.renew(reservation);
    }

    /** What was allowed when it began is brought to its end, whatever was revoked meanwhile. */
    private void bind() {
        binding.bind(Scope.USER, caller.resolution().context());
    }
}
