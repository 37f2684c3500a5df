package io.insula.kernel.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A route whose answers travel in the MUXI envelope; what the method returns becomes the envelope's {@code data}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface MuxiRoute {

    /** What the data is, such as {@code session} or {@code memory_list}. */
    String object();

    /** What happened, such as {@code session.created}. */
    String type();
}
