package io.insula.identity.rest;

import io.insula.identity.IdentifierProofService;
import io.insula.identity.NamedIdentifier;
import io.insula.identity.User;
import io.insula.input.rest.JsonInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.MuxiRoute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/users/me/identifiers")
@Produces(MediaType.APPLICATION_JSON)
@Accepts(KeyKind.CLIENT)
@SecurityRequirement(name = "ClientKey")
@Tag(name = "Users")
public class OwnIdentifiersResource {

    private static final String CODE = "code";
    private static final String USER_ID = "user_id";

    @Inject
    IdentifierProofService proofs;

    @GET
    @MuxiRoute(object = "identifier_list", type = "user.identifiers.own")
    @Operation(operationId = "getOwnIdentifiers", summary = "Lists the identifiers of the calling user")
    public IdentifierList list() {
        User self = proofs.self();
        return IdentifierList.of(self.id(), self.identifiers());
    }

    @POST
    @Path("proofs")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "identifier_proof", type = "user.identifier.proof.begun")
    @Operation(
            operationId = "beginIdentifierProof",
            summary = "Begins a proof that an identifier is the calling user's; the identifier's side brings the code")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = IdentifierInput.IDENTIFIER,
                                            properties = {
                                                @SchemaProperty(
                                                        name = IdentifierInput.IDENTIFIER,
                                                        type = SchemaType.STRING),
                                                @SchemaProperty(name = IdentifierInput.TYPE, type = SchemaType.STRING),
                                                @SchemaProperty(name = USER_ID, type = SchemaType.STRING)
                                            })))
    public ProofAnswer begin(JsonInput input) {
        NamedIdentifier named = IdentifierInput.one(input, IdentifierInput.TYPE);
        input.rejectUnknown(IdentifierInput.IDENTIFIER, IdentifierInput.TYPE, USER_ID)
                .check();
        return ProofAnswer.of(proofs.begin(named));
    }

    @POST
    @Path("proofs/complete")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "user_identifier", type = "user.identifier.proven")
    @Operation(
            operationId = "completeIdentifierProof",
            summary = "Links the identifier to which a back end has sent the code, to the calling user")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = CODE,
                                            properties = {
                                                @SchemaProperty(name = CODE, type = SchemaType.STRING),
                                                @SchemaProperty(name = USER_ID, type = SchemaType.STRING)
                                            })))
    public ProvenIdentifier complete(JsonInput input) {
        String code = input.requiredString(CODE, JsonInput.SHORT);
        input.rejectUnknown(CODE, USER_ID).check();
        return new ProvenIdentifier(proofs.complete(code), true);
    }
}
