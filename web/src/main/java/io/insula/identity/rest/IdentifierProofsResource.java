package io.insula.identity.rest;

import io.insula.identity.IdentifierProofService;
import io.insula.identity.NamedIdentifier;
import io.insula.input.rest.JsonInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.ForTenant;
import io.insula.kernel.rest.MuxiRoute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
@Path("/v1/users/identifiers/proofs")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@ForTenant
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Users")
public class IdentifierProofsResource {

    private static final String MUXI_USER_ID = "muxi_user_id";
    private static final String CODE = "code";

    @Inject
    IdentifierProofService proofs;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "identifier_proof", type = "user.identifier.proof.begun")
    @Operation(
            operationId = "beginIdentifierProofForUser",
            summary = "Begins a proof whose code the back end sends to the identifier, for the user to bring")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = {MUXI_USER_ID, IdentifierInput.IDENTIFIER},
                                            properties = {
                                                @SchemaProperty(name = MUXI_USER_ID, type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = IdentifierInput.IDENTIFIER,
                                                        type = SchemaType.STRING),
                                                @SchemaProperty(name = IdentifierInput.TYPE, type = SchemaType.STRING)
                                            })))
    public ProofAnswer begin(JsonInput input) {
        String userId = input.requiredString(MUXI_USER_ID, JsonInput.SHORT);
        NamedIdentifier named = IdentifierInput.one(input, IdentifierInput.TYPE);
        input.rejectUnknown(MUXI_USER_ID, IdentifierInput.IDENTIFIER, IdentifierInput.TYPE)
                .check();
        return ProofAnswer.of(proofs.beginFor(userId, named));
    }

    @POST
    @Path("confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "user_identifier", type = "user.identifier.proven")
    @Operation(
            operationId = "confirmIdentifierProof",
            summary = "Links the identifier from which the code of a user's proof reached the back end")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = {CODE, IdentifierInput.IDENTIFIER},
                                            properties = {
                                                @SchemaProperty(name = CODE, type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = IdentifierInput.IDENTIFIER,
                                                        type = SchemaType.STRING)
                                            })))
    public ProvenIdentifier confirm(JsonInput input) {
        String code = input.requiredString(CODE, JsonInput.SHORT);
        NamedIdentifier named = IdentifierInput.one(input, IdentifierInput.TYPE);
        input.rejectUnknown(CODE, IdentifierInput.IDENTIFIER).check();
        return new ProvenIdentifier(proofs.confirm(code, named.identifier()), true);
    }
}
