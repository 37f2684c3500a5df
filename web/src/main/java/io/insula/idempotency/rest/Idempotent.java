package io.insula.idempotency.rest;

import io.insula.kernel.Permission;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that does a request with an idempotency key once, however often it is sent. An attempt whose answer was lost is
 * followed by another, so the route's service recognises by {@code CurrentReservation} what is done already, and answers
 * as the first attempt would have.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Idempotent {

    /** What the route's service asks for; asked again before an old answer is repeated. */
    Permission value();

    /** The field of the body by which clients may name a request; it is the key of one that brings no other. */
    String name() default "";
}
