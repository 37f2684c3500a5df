package io.insula.access;

import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.tenant.Epochs;
import io.insula.tenant.Scope;
import io.insula.tenant.TenantBinding;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Stands before every service method: checks its permission and, inside the transaction, binds the caller's tenant. When
 * the binding shows a newer epoch than the one at which the caller was let in, the caller is let in anew or not at all,
 * before the method has seen a single row.
 */
@Requires(Permission.CHAT)
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class RequiresInterceptor {

    @Inject
    Caller caller;

    @Inject
    Standing standing;

    @Inject
    TenantBinding binding;

    @AroundInvoke
    Object enforce(InvocationContext invocation) throws Exception {
        Permission permission = permission(invocation);
        if (!caller.context().permissions().contains(permission)) {
            throw PlatformException.forbidden();
        }
        if (binding.inTransaction()) {
            Epochs now = binding.bind(scope(permission), caller.context());
            if (now != null && now.newerThan(caller.resolution().asOf())) {
                // In the very transaction that found the newer epoch: a second connection could be waited for in vain.
                standing.confirm(binding::bindAgain);
            }
        }
        return invocation.proceed();
    }

    private static Scope scope(Permission permission) {
        return switch (permission) {
            case CHAT, MEMORY, FORGET -> Scope.USER;
            case VIEW_FORMATION, MANAGE_TENANTS -> Scope.PLATFORM;
        };
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
