package io.insula.system.sso;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands every test class the same {@link Keycloak}: it starts with the first that asks and stops after the last test. */
public final class SharedKeycloak implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == Keycloak.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return of(extension);
    }

    static Keycloak of(ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(Namespace.create(SharedKeycloak.class))
                .getOrComputeIfAbsent(Keycloak.class, key -> Keycloak.start(), Keycloak.class);
    }
}
