package io.insula.input.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that reads its body itself while it arrives, one JSON object a line. Nobody looks into it before, so the user
 * cannot be named there.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Lines {

    /** The media type of JSON lines; a single JSON object is taken for one line. */
    String MEDIA_TYPE = "application/x-ndjson";
}
