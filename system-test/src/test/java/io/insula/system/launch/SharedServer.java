package io.insula.system.launch;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands every test class the same {@link LaunchedServer}. It starts with the first that asks and stops after the last
 * test; tests keep apart by using names that nobody else uses.
 */
public final class SharedServer implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == LaunchedServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(Namespace.create(SharedServer.class))
                .getOrComputeIfAbsent(
                        LaunchedServer.class,
                        key -> LaunchedServer.start(
                                "shared",
                                LaunchedServer.freshDirectory("shared"),
                                // Nobody waits a minute for the note of a key's use.
                                Map.of("insula.keys.noted-every", "PT1S")),
                        LaunchedServer.class);
    }
}
