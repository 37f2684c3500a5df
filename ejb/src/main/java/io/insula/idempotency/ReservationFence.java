package io.insula.idempotency;

import io.insula.kernel.Change;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Stands in the transaction of each change that is made under a reservation: the change commits together with the note
 * that it was made, and not at all once the key belongs to a later attempt.
 */
@ApplicationScoped
class ReservationFence {

    private static final String SERVER = "server";

    @Inject
    TenantBinding binding;

    @Inject
    CurrentReservation current;

    @Inject
    ReservationStore store;

    void guard(@Observes Change change) {
        if (SERVER.equals(binding.context().actor()) || binding.person() == null) {
            // The server's own changes belong to no request.
            return;
        }
        current.held().ifPresent(reservation -> {
            if (!store.act(reservation, change.resourceId())) {
                throw new PlatformException(
                        ErrorCode.CONFLICT, "A later request with this idempotency key is being served");
            }
        });
    }
}
