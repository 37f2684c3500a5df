package io.insula.issuer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
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
 * @param ending how its logins end before their tokens do
 */
public record TokenIssuer(
        String name,
        String issuer,
        URI keys,
        Set<String> audiences,
        String formation,
        String tenant,
        Set<String> algorithms,
        Claims claims,
        Duration skew,
        Duration oldest,
        EndingConfiguration ending) {

    private static final String ACTOR = "token:";

    public TokenIssuer {
        audiences = Set.copyOf(audiences);
        algorithms = Set.copyOf(algorithms);
    }

    /**
     * Names of claims.
     *
     * @param tenant null where no claim says it: then it is the issuer's tenant, or the formation's default one
     */
    public record Claims(String tenant, String user, String groups) {}

    /** Under which its users are known here, by what it calls them in its logout tokens; null if it calls them otherwise. */
    public String identifier(String subject) {
        return subject == null || !claims.user().equals("sub") ? null : identifier(issuer, subject);
    }

    /** Who it is to the trail. */
    public String actor() {
        return actor(name);
    }

    /** Who an issuer is to the trail, by the name of its settings. */
    public static String actor(String name) {
        return ACTOR + name;
    }

    /** One name for issuer and subject together, of a shape that no two pairs share. */
    public static String identifier(String issuer, String subject) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(issuer.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(subject.getBytes(StandardCharsets.UTF_8));
            return ACTOR + Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The platform lacks SHA-256", e);
        }
    }
}
