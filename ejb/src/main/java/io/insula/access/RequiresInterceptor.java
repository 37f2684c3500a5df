package io.insula.access;

import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Stands before every service method: checks its permission and, inside the transaction, binds the caller's tenant. When
 * the binding shows a newer epoch than the one at which the caller was let in, the caller is let in anew or not at all,
 * before the method has seen a single row.
 *
 * <p>A method without a transaction of its own begins by the revision of the formation that this node has in hand; where
 * its first transaction finds another one, it begins anew.
 */
@Requires(Permission.CHAT)
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class RequiresInterceptor {

    @Inject
    Enforcement enforcement;

    @Inject
    SameRules rules;

    @AroundInvoke
    Object enforce(InvocationContext invocation) throws Exception {
        enforcement.enforce(permission(invocation));
        return rules.throughout(invocation::proceed);
    }

    private static Permission permission(InvocationContext invocation) {
        Requires method = invocation.getMethod().getAnnotation(Requires.class);
        if (method != null) {
            return method.value();
        }
        return invocation
                .getMethod()
                .getDeclaringClass()
                .getAnnotation(Requires.class)
                .value();
    }
}
