package io.insula.identity.rest;

import io.insula.identity.ErasureService;
import io.insula.input.rest.JsonInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.MuxiRoute;
import io.insula.tenant.CurrentTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/memory/forget")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Users")
public class ForgetResource {

    private static final String USER_ID = "user_id";
    private static final String SOURCE = "source";
    private static final int LONGEST_USER_ID = 10_000;

    @Inject
    ErasureService erasures;

    @Inject
    CurrentTenant current;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "erasure", type = "user.erased")
    @Operation(operationId = "forgetUser", summary = "Erases one user from every store, and counts what went")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            description = "The user is named here, in the query or in the header",
                                            properties = {
                                                @SchemaProperty(name = USER_ID, type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = SOURCE,
                                                        type = SchemaType.STRING,
                                                        enumeration = "all")
                                            })))
    public Erasure forget(JsonInput input, @Context HttpHeaders headers, @Context UriInfo uri) {
        String named = input.optionalString(USER_ID, LONGEST_USER_ID);
        // Whoever nobody named is the anonymous user, whom all share: erased by mistake, all would be the poorer.
        if (named == null
                && headers.getHeaderString("X-Muxi-User-Id") == null
                && !uri.getQueryParameters().containsKey(USER_ID)) {
            input.fault(USER_ID, "is required: name the user to erase", "missing");
        }
        String source = input.string(SOURCE);
        if (source != null && !source.equals("all")) {
            input.fault(SOURCE, "must be \"all\": a user is erased whole", "not_supported");
        }
        input.reject("reason", "rebuild")
                .rejectUnknown(USER_ID, SOURCE, "reason", "rebuild")
                .check();
        return new Erasure(current.context().sentUserId(), erasures.erase(), 0);
    }
}
