package io.insula.credential.rest;

import io.insula.credential.SecretService;
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
@Path("/v1/secrets")
@Produces(MediaType.APPLICATION_JSON)
@Accepts(KeyKind.ADMIN)
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Secrets")
public class SecretsResource {

    private static final int SHORT = 128;
    /** Only a bound for reading; the service knows the limit. */
    private static final int LONGEST = 1_048_576;

    @Inject
    SecretService secrets;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "secret", type = "secret.created")
    @Operation(operationId = "createSecret", summary = "Keeps a secret that the formation's files may refer to")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = {"key", "value"},
                                            properties = {
                                                @SchemaProperty(name = "key", type = SchemaType.STRING),
                                                @SchemaProperty(name = "value", type = SchemaType.STRING)
                                            })))
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SecretAnswer.class)))
    public Response create(JsonInput input, @Context UriInfo uri) {
        String key = input.requiredString("key", SHORT);
        String value = input.requiredString("value", LONGEST);
        input.rejectUnknown("key", "value").check();
        SecretAnswer made = SecretAnswer.of(secrets.create(key, value));
        return Created.at(uri, SecretsResource.class, made.key(), made);
    }

    @GET
    @MuxiRoute(object = "secret_list", type = "secret.list")
    @Operation(operationId = "listSecrets", summary = "Lists the formation's secrets, masked, oldest first")
    public SecretList list(@Context UriInfo uri) {
        return SecretList.of(secrets.list(QueryInput.of(uri).page()));
    }

    @POST
    @Path("reload")
    @MuxiRoute(object = "secret_list", type = "secret.reloaded")
    @Operation(operationId = "reloadSecrets", summary = "Has every node read the formation's secrets anew")
    public ReloadedSecrets reload() {
        return new ReloadedSecrets(true, secrets.reload());
    }

    @GET
    @Path("{key}")
    @MuxiRoute(object = "secret", type = "secret.read")
    @Operation(operationId = "getSecret", summary = "Shows one secret, masked")
    public SecretAnswer get(@PathParam("key") String key) {
        return SecretAnswer.of(secrets.get(key));
    }

    @PUT
    @Path("{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "secret", type = "secret.replaced")
    @Operation(operationId = "replaceSecret", summary = "Puts another value in the place of the one that was there")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "value",
                                            properties = @SchemaProperty(name = "value", type = SchemaType.STRING))))
    public SecretAnswer replace(@PathParam("key") String key, JsonInput input) {
        String value = input.requiredString("value", LONGEST);
        input.rejectUnknown("value").check();
        return SecretAnswer.of(secrets.replace(key, value));
    }

    @DELETE
    @Path("{key}")
    @MuxiRoute(object = "secret", type = "secret.deleted")
    @Operation(operationId = "deleteSecret", summary = "Deletes a secret that the active revision does not refer to")
    public DeletedSecret delete(@PathParam("key") String key) {
        secrets.delete(key);
        return new DeletedSecret(key, true);
    }
}
