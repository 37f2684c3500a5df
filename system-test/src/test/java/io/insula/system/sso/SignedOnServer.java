package io.insula.system.sso;

import io.insula.postgres.testing.TestDatabase;
import io.insula.system.launch.LaunchedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands every test class the same server, which believes two realms of the {@link SharedKeycloak}: each is an issuer of
 * its own, mapped to the tenant of its name in the formation {@code guarded}, where roles are assigned to groups.
 */
final class SignedOnServer implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == LaunchedServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        Keycloak keycloak = SharedKeycloak.of(extension);
        return extension
                .getRoot()
                .getStore(Namespace.create(SignedOnServer.class))
                .getOrComputeIfAbsent(LaunchedServer.class, key -> launch(keycloak), LaunchedServer.class);
    }

    private static String secret(Realm realm, String client) {
        try {
            Path file = LaunchedServer.freshDirectory("secrets").resolve(client);
            return Files.writeString(file, realm.secret(client) + "\n").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LaunchedServer launch(Keycloak keycloak) {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "insula.egress.allow", "127.0.0.1:" + keycloak.port(),
                "insula.jwt.clock-skew", "PT0S",
                "insula.jwt.keys-ttl", "PT2S",
                "insula.jwt.keys-retry", "PT0.1S"));
        for (String name : new String[] {"acme", "globex"}) {
            Realm realm = keycloak.realm(name);
            String issuer = "insula.jwt.issuers." + name + '.';
            properties.put(issuer + "issuer", realm.issuer());
            properties.put(issuer + "jwks-uri", realm.endpoint("certs"));
            properties.put(issuer + "audience", "insula");
            properties.put(issuer + "formation", "guarded");
            properties.put(issuer + "tenant", name);
        }
        // One realm tells of logouts, the other is asked.
        properties.put("insula.jwt.issuers.acme.logout-audience", Realm.APP + "," + Realm.CONSOLE);
        Realm asked = keycloak.realm("globex");
        properties.put("insula.jwt.issuers.globex.introspection-uri", asked.endpoint("token/introspect"));
        properties.put("insula.jwt.issuers.globex.introspection-client-id", Realm.API);
        properties.put("insula.jwt.issuers.globex.introspection-client-secret-file", secret(asked, Realm.API));
        logIn(properties, keycloak.realm("acme"), "Acme");
        logIn(properties, asked, "Globex");
        // A database of the house, so that tests can look at what becomes of a login.
        TestDatabase database = TestDatabase.instance();
        return LaunchedServer.start(
                "signed-on",
                LaunchedServer.freshDirectory("signed-on"),
                properties,
                "--database-url",
                database.url(),
                "--database-password-file",
                database.appPasswordFile().toString());
    }

    /** Browsers know the server by another name than the realm, so that each is a foreign site to the other. */
    private static void logIn(Map<String, String> properties, Realm realm, String label) {
        String issuer = "insula.jwt.issuers." + label.toLowerCase(Locale.ROOT) + '.';
        properties.put("insula.console.url", "http://localhost:<port>");
        properties.put(issuer + "login", label);
        properties.put(issuer + "client-id", Realm.CONSOLE);
        properties.put(issuer + "client-secret-file", secret(realm, Realm.CONSOLE));
    }
}
