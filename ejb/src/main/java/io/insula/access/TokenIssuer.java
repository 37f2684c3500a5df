package io.insula.access;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Somebody whose tokens are believed.
 *
 * @param name of its settings, for logs and the trail; never the issuer's own word
 * @param issuer what its tokens say in {@code iss}
 * @param keys address of its JWK set
 * @param audiences of which a token must name one
 * @param formation the only one that its tokens open; null where the path must name one
 * @param tenant the only one that its tokens may name; null for another rule
 * @param algorithms with which its tokens may be signed
 * @param claims which of its claims say what
 * @param skew by how much its clock may differ from ours
 * @param oldest how long ago a token may have been issued; zero for any time
 */
record TokenIssuer(
        String name,
        String issuer,
        URI keys,
        Set<String> audiences,
        String formation,
        String tenant,
        Set<String> algorithms,
        Claims claims,
        Duration skew,
        Duration oldest) {

    TokenIssuer {
        audiences = Set.copyOf(audiences);
        algorithms = Set.copyOf(algorithms);
    }

    /**
     * Names of claims.
     *
     * @param tenant null where no claim says it: then it is the issuer's tenant, or the formation's default one
     */
    record Claims(String tenant, String user, String groups) {}
}
