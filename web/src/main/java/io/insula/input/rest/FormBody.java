package io.insula.input.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that takes a form as browsers send it, where a standard says so, and reads it itself: up to {@link #mostBytes}.
 * Nobody looks into it before.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface FormBody {

    String MEDIA_TYPE = "application/x-www-form-urlencoded";

    /** The largest that is read. */
    int mostBytes();
}
