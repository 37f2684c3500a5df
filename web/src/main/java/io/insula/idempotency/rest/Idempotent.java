package io.insula.idempotency.rest;

import io.insula.kernel.Permission;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A route that does a request with an idempotency key once, however often it is sent. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Idempotent {

    /** What the route's service asks for; asked again before an old answer is repeated. */
    Permission value();

    /**
     * Whether a further attempt recognises what an attempt that broke off has done, by {@code CurrentReservation}'s ids. A
     * route that does not is never run again after it has changed something.
     */
    boolean resumable() default false;
}
