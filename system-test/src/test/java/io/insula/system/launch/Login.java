package io.insula.system.launch;

import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;

/**
 * Issuers of tokens that the shared server believes: {@code corp} for the formation alpha, with the tenant in a claim, and
 * {@code open}, the unnamed one, for whichever formation a path names. A third, {@code other}, it does not know.
 */
public final class Login implements AutoCloseable {

    public static final String CORP = "corp";
    public static final String OPEN = "open";
    public static final String OTHER = "other";

    private static final String AUDIENCE = "insula";
    private static final long MINUTES = 600;

    private final MockOAuth2Server server = new MockOAuth2Server();

    public Login() {
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    /** What the server has to be told. */
    Map<String, String> properties() {
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

    @Override
    public void close() {
        server.shutdown();
    }
}
