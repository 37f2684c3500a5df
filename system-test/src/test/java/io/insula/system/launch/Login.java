package io.insula.system.launch;

import com.nimbusds.oauth2.sdk.TokenRequest;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/**
 * Issuers of tokens that the shared server believes: {@code corp} for the formation alpha, with the tenant in a claim, and
 * {@code open}, the unnamed one, for whichever formation a path names. A third, {@code other}, it does not know.
 */
public final class Login implements AutoCloseable {

    public static final String CORP = "corp";
    public static final String OPEN = "open";
    public static final String OTHER = "other";

    /** The client that corp tells of logouts. */
    public static final String APP = "insula-app";

    /** The client as which the server has browsers log in. */
    public static final String CONSOLE = "console";

    private static final String AUDIENCE = "insula";
    private static final long MINUTES = 600;

    private final MockOAuth2Server server = new MockOAuth2Server();

    public Login() {
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    /** What the server has to be told. */
    public Map<String, String> properties() {
        URI keys = server.jwksUrl(CORP).uri();
        String corp = "insula.jwt.issuers." + CORP + '.';
        return Map.ofEntries(
                Map.entry("insula.egress.allow", keys.getHost() + ':' + keys.getPort()),
                Map.entry("insula.jwt.clock-skew", "PT0S"),
                Map.entry(corp + "issuer", server.issuerUrl(CORP).toString()),
                Map.entry(corp + "jwks-uri", server.jwksUrl(CORP).toString()),
                Map.entry(corp + "audience", AUDIENCE),
                Map.entry(corp + "formation", "alpha"),
                Map.entry(corp + "tenant-claim", "tenant"),
                Map.entry(corp + "logout-audience", APP + ',' + CONSOLE),
                Map.entry(corp + "login", "Corp & Co"),
                Map.entry(corp + "client-id", CONSOLE),
                Map.entry("insula.console.url", "http://127.0.0.1:<port>"),
                Map.entry("mp.jwt.verify.issuer", server.issuerUrl(OPEN).toString()),
                Map.entry(
                        "mp.jwt.verify.publickey.location", server.jwksUrl(OPEN).toString()),
                Map.entry("mp.jwt.verify.audiences", AUDIENCE));
    }

    /** A good token of corp for a user of a tenant. */
    public String token(String tenant, String user) {
        return token(CORP, user, AUDIENCE, Map.of("tenant", tenant), MINUTES);
    }

    /** A token with an end and all else as one wants it. */
    public String token(String issuer, String user, String audience, Map<String, Object> claims, long seconds) {
        return server.issueToken(issuer, user, audience, claims, seconds).serialize();
    }

    /** A good token of corp for a user of a tenant, in a session of its own. */
    public String token(String tenant, String user, String session) {
        return token(CORP, user, AUDIENCE, Map.of("tenant", tenant, "sid", session), MINUTES);
    }

    /** A logout token of an issuer, for whom and with whatever else one wants in it. */
    public String logoutToken(String issuer, String audience, Map<String, Object> claims) {
        Map<String, Object> said = new HashMap<>(claims);
        said.putIfAbsent("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        String subject = String.valueOf(said.remove("sub"));
        return server.issueToken(
                        issuer,
                        audience,
                        new DefaultOAuth2TokenCallback(issuer, subject, "logout+jwt", List.of(audience), said, MINUTES))
                .serialize();
    }

    /** The next browser that logs in at corp is this user, of whom so much is said. */
    public void expect(String user, Map<String, Object> claims) {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(CORP, user, "JWT", List.of(AUDIENCE), claims, MINUTES));
    }

    /** The same with tokens that were given to another party. */
    public void expect(String user, Map<String, Object> claims, String party) {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(CORP, user, "JWT", List.of(AUDIENCE), claims, MINUTES) {
            @Override
            public Map<String, Object> addClaims(TokenRequest request) {
                Map<String, Object> all = new HashMap<>(super.addClaims(request));
                all.put("azp", party);
                return all;
            }
        });
    }

    /** The same with tokens for so many seconds, and a login that changes while it lasts. */
    public Person expect(String user, Map<String, Object> claims, long seconds) {
        Person person = new Person(user, claims, seconds);
        server.enqueueCallback(person);
        return person;
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
