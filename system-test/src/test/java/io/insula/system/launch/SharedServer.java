package io.insula.system.launch;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands every test class the same {@link LaunchedServer}. It starts with the first that asks and stops after the last
 * test; tests keep apart by using names that nobody else uses.
 */
public final class SharedServer implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        Class<?> type = parameter.getParameter().getType();
        return type == LaunchedServer.class || type == Login.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        Store store = store(extension);
        Login login = login(extension);
        return parameter.getParameter().getType() == Login.class
                ? login
                : store.getOrComputeIfAbsent(LaunchedServer.class, key -> launch(login), LaunchedServer.class);
    }

    /** The issuers of tokens that all servers of the tests believe. */
    static Login login(ExtensionContext extension) {
        return store(extension).getOrComputeIfAbsent(Login.class, key -> new Login(), Login.class);
    }

    private static Store store(ExtensionContext extension) {
        return extension.getRoot().getStore(Namespace.create(SharedServer.class));
    }

    private static LaunchedServer launch(Login login) {
        Map<String, String> properties = new TreeMap<>(login.properties());
        // By its name, so that the address itself stays as forbidden as it is everywhere.
        properties.merge("insula.egress.allow", "localhost", (one, other) -> one + ',' + other);
        // Nobody waits a minute for the note of a key's use.
        properties.put("insula.keys.noted-every", "PT1S");
        // What is ended at once is not ended by the watch.
        properties.put("insula.tools.watch", "PT5M");
        properties.put("insula.http.cors.origins", "https://chat.example.com,http://localhost:5173");
        return LaunchedServer.start("shared", LaunchedServer.freshDirectory("shared"), properties);
    }
}
