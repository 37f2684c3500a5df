package io.insula.bench;

import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.Anonymous;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Empty resources behind the product's filters: one asks for nothing, one for a key, whose user is then resolved. */
@ApplicationScoped
@Path("/bench/empty")
@Produces(MediaType.APPLICATION_JSON)
public class EmptyResource {

    private static final String ANSWER = "{}";

    @GET
    @Anonymous
    public String anonymous() {
        return ANSWER;
    }

    @GET
    @Path("known")
    @Accepts(KeyKind.CLIENT)
    public String known() {
        return ANSWER;
    }
}
