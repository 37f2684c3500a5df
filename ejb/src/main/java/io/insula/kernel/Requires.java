package io.insula.kernel;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission that a service method asks of its caller. The interceptor behind it also binds the caller's tenant to
 * the transaction, so a method without this annotation sees no rows at all.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Requires {

    /** The permission; the class-level default of a stateless bean is overridden by the method's own. */
    @Nonbinding
    Permission value();
}
