package io.insula.kernel.rest;

import io.insula.kernel.KeyKind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The kinds of key with which a route may be called; the method's own word goes before its class's. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Accepts {

    KeyKind[] value();
}
