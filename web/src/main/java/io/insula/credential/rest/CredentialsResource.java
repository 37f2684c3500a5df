package io.insula.credential.rest;

import io.insula.credential.CredentialService;
import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.Created;
import io.insula.kernel.rest.MuxiRoute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Credentials")
public class CredentialsResource {

    @Inject
    CredentialService credentials;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "credential", type = "credential.created")
    @Operation(
            operationId = "createCredential",
            summary = "Keeps a credential of the calling user; its secret is never given back")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            description = "credential is a text, or an object of texts",
                                            requiredProperties = {"service", "credential"},
                                            properties = {
                                                @SchemaProperty(name = "service", type = SchemaType.STRING),
                                                @SchemaProperty(name = "name", type = SchemaType.STRING),
                                                @SchemaProperty(name = "credential"),
                                                @SchemaProperty(name = "user_id", type = SchemaType.STRING)
                                            })))
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CredentialAnswer.class)))
    public Response create(JsonInput input, @Context UriInfo uri) {
        CredentialAnswer made = CredentialAnswer.of(credentials.create(SecretInput.newCredential(input)));
        return Created.at(uri, CredentialsResource.class, made.credentialId(), made);
    }

    @GET
    @MuxiRoute(object = "credential_list", type = "credential.list")
    @Operation(operationId = "listCredentials", summary = "Lists the calling user's credentials, oldest first")
    public CredentialList list(@Context UriInfo uri) {
        return CredentialList.of(credentials.list(QueryInput.of(uri).page()).map(CredentialAnswer::of));
    }

    @GET
    @Path("services")
    @MuxiRoute(object = "credential_service_list", type = "credential.services")
    @Operation(operationId = "listCredentialServices", summary = "Lists for which services the formation has a use")
    public ServiceList services() {
        return ServiceList.of(credentials.services());
    }

    @GET
    @Path("{id}")
    @MuxiRoute(object = "credential", type = "credential.read")
    @Operation(operationId = "getCredential", summary = "Shows all of a credential but its secret")
    public CredentialAnswer get(@PathParam("id") String id) {
        return CredentialAnswer.of(credentials.get(id));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "credential", type = "credential.replaced")
    @Operation(
            operationId = "replaceCredential",
            summary = "Puts another secret in the place of the one that was there")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            description = "credential is a text, or an object of texts",
                                            requiredProperties = "credential",
                                            properties = {
                                                @SchemaProperty(name = "credential"),
                                                @SchemaProperty(name = "user_id", type = SchemaType.STRING)
                                            })))
    public CredentialAnswer replace(@PathParam("id") String id, JsonInput input) {
        return CredentialAnswer.of(credentials.replace(id, SecretInput.credential(input)));
    }

    @DELETE
    @Path("{id}")
    @MuxiRoute(object = "credential", type = "credential.deleted")
    @Operation(operationId = "deleteCredential", summary = "Deletes a credential and its secret")
    public DeletedCredential delete(@PathParam("id") String id) {
        credentials.delete(id);
        return new DeletedCredential(id, true);
    }
}
