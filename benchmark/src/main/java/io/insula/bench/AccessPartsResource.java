package io.insula.bench;

import io.insula.access.Caller;
import io.insula.access.ContextResolver;
import io.insula.access.Credential;
import io.insula.access.IdentityClaim;
import io.insula.access.KeyHash;
import io.insula.access.KeyVerifier;
import io.insula.access.Knock;
import io.insula.access.TokenVerifier;
import io.insula.kernel.KeyKind;
import io.insula.kernel.Permission;
import io.insula.kernel.rest.Accepts;
import io.insula.tenant.CurrentTenant;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import javax.sql.DataSource;

/**
 * What the server does before a request reaches its resource, each part by itself and many times over, and beside it what
 * cannot be saved of it: the bare hash, the bare signature, the bare round trip. Each answers how many nanoseconds all took.
 */
@ApplicationScoped
@Path("/bench/access")
@Produces(MediaType.APPLICATION_JSON)
@Accepts(KeyKind.CLIENT)
public class AccessPartsResource {

    @Resource(lookup = "java:app/jdbc/insula")
    DataSource dataSource;

    @Inject
    Caller caller;

    @Inject
    CurrentTenant current;

    @Inject
    ContextResolver resolver;

    @Inject
    KeyVerifier keys;

    @Inject
    KeyHash hash;

    @Inject
    TokenVerifier tokens;

    /** Resolves users: those of the numbers from {@code first} on, or always the same one. */
    @GET
    @Path("identity")
    public String identity(
            @QueryParam("name") String name, @QueryParam("first") Integer first, @QueryParam("times") int times) {
        Credential credential = caller.resolution().credential();
        return timed(times, i -> {
            String user = first == null ? name : name + (first + i);
            return resolver.forUser(credential, claim(user), "bench").context().userId() != null;
        });
    }

    /** Asks for a permission of a user whom the node remembers, as each service method does. */
    @GET
    @Path("permission")
    public String permission(@QueryParam("name") String name, @QueryParam("times") int times) {
        Credential credential = caller.resolution().credential();
        return timed(times, i -> resolver.forUser(credential, claim(name), "bench")
                .context()
                .permissions()
                .contains(Permission.CHAT));
    }

    @GET
    @Path("statement")
    public String statement(@QueryParam("times") int times) {
        return timed(times, i -> {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement statement = connection.prepareStatement("select 1")) {
                return statement.execute();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @GET
    @Path("key")
    public String key(@HeaderParam("X-Muxi-Client-Key") String key, @QueryParam("times") int times) {
        return timed(times, i -> keys.verify(key, KeyKind.CLIENT, Knock.INSIDE).isPresent());
    }

    @GET
    @Path("hash")
    public String hash(@HeaderParam("X-Muxi-Client-Key") String key, @QueryParam("times") int times) {
        return timed(times, i -> hash.of(key).length > 0);
    }

    @GET
    @Path("token")
    public String token(@HeaderParam("X-Bench-Token") String token, @QueryParam("times") int times) {
        String formation = current.context().formation();
        return timed(times, i -> tokens.verify(token, formation).isPresent());
    }

    @GET
    @Path("signature")
    public String signature(
            @HeaderParam("X-Bench-Token") String token,
            @HeaderParam("X-Bench-Public") String key,
            @QueryParam("times") int times)
            throws GeneralSecurityException {
        PublicKey known = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
        int end = token.lastIndexOf('.');
        byte[] signed = token.substring(0, end).getBytes(StandardCharsets.US_ASCII);
        byte[] seal = Base64.getUrlDecoder().decode(token.substring(end + 1));
        return timed(times, i -> {
            try {
                Signature signature = Signature.getInstance("SHA256withRSA");
                signature.initVerify(known);
                signature.update(signed);
                return signature.verify(seal);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static IdentityClaim claim(String user) {
        return new IdentityClaim(List.of(), List.of(user), List.of(), List.of(), Optional.empty(), "default", true);
    }

    /** Runs something so often; what does not succeed is not worth being measured. */
    private static String timed(int times, IntPredicate part) {
        long begun = System.nanoTime();
        for (int i = 0; i < times; i++) {
            if (!part.test(i)) {
                throw new IllegalStateException("Number " + i + " failed");
            }
        }
        return "{\"nanos\":" + (System.nanoTime() - begun) + "}";
    }
}
