package io.insula.idempotency.rest;

import io.insula.access.Caller;
import io.insula.idempotency.CurrentReservation;
import io.insula.idempotency.Reservation;
import io.insula.idempotency.ReservationKeeper;
import io.insula.idempotency.Reservations;
import io.insula.idempotency.Reserving;
import io.insula.input.rest.RequestBody;
import io.insula.kernel.rest.MatchedRoute;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Reserves the key of a request before its resource runs, or answers it as it was answered before. A request without a
 * key passes at no cost.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION + 200)
public class IdempotencyFilter implements ContainerRequestFilter {

    @Context
    ResourceInfo resource;

    @Inject
    Reservations reservations;

    @Inject
    ReservationKeeper keeper;

    @Inject
    CurrentReservation current;

    @Inject
    Caller caller;

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        Idempotent route = method.getAnnotation(Idempotent.class);
        if (route == null) {
            return;
        }
        Optional<String> key = IdempotencyKey.of(request, route);
        if (key.isEmpty()) {
            return;
        }
        Reserving reserving = reservations.reserve(
                route.value(),
                request.getMethod() + " " + MatchedRoute.template(method),
                key.get(),
                RequestBody.of(request).hash());
        if (reserving.answer() != null) {
            request.abortWith(Repetition.of(reserving.answer(), request));
            return;
        }
        Reservation reservation = reserving.reservation();
        current.hold(reservation);
        keeper.keep(reservation, caller.resolution());
    }
}
