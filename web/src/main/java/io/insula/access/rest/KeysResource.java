package io.insula.access.rest;

import io.insula.access.key.ApiKey;
import io.insula.access.key.IssuedKey;
import io.insula.access.key.KeyService;
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
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Accepts(KeyKind.ADMIN)
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Keys")
public class KeysResource {

    @Inject
    KeyService keys;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "key", type = "key.created")
    @Operation(operationId = "createKey", summary = "Makes a key, and tells it this once")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = KeyInput.KIND,
                                            properties = {
                                                @SchemaProperty(
                                                        name = KeyInput.KIND,
                                                        type = SchemaType.STRING,
                                                        enumeration = {"client", "admin"}),
                                                @SchemaProperty(name = KeyInput.NAME, type = SchemaType.STRING),
                                                @SchemaProperty(name = KeyInput.TENANT, type = SchemaType.STRING),
                                                @SchemaProperty(name = KeyInput.USER_ID, type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = KeyInput.SCOPES,
                                                        type = SchemaType.ARRAY,
                                                        implementation = String.class),
                                                @SchemaProperty(
                                                        name = KeyInput.WORKSPACE_PREFIX,
                                                        type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = KeyInput.EXPIRES_AT,
                                                        type = SchemaType.STRING,
                                                        format = "date-time")
                                            })))
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IssuedKey.class)))
    public Response create(JsonInput input, @Context UriInfo uri) {
        return created(keys.create(KeyInput.key(input)), uri);
    }

    @GET
    @MuxiRoute(object = "key_list", type = "key.list")
    @Operation(operationId = "listKeys", summary = "Lists the keys that the caller may manage, oldest first")
    public KeyList list(@Context UriInfo uri) {
        return KeyList.of(keys.list(QueryInput.of(uri).page()));
    }

    @GET
    @Path("{id}")
    @MuxiRoute(object = "key", type = "key.read")
    @Operation(operationId = "getKey", summary = "Shows one key, but not the key itself")
    public ApiKey get(@PathParam("id") String id) {
        return keys.get(id);
    }

    @POST
    @Path("{id}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "key", type = "key.rotated")
    @Operation(operationId = "rotateKey", summary = "Makes a key in place of another, which stays good for a while")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            properties =
                                                    @SchemaProperty(
                                                            name = KeyInput.OVERLAP,
                                                            type = SchemaType.INTEGER))))
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IssuedKey.class)))
    public Response rotate(@PathParam("id") String id, JsonInput input, @Context UriInfo uri) {
        return created(keys.rotate(id, KeyInput.overlap(input)), uri);
    }

    @DELETE
    @Path("{id}")
    @MuxiRoute(object = "key", type = "key.revoked")
    @Operation(operationId = "revokeKey", summary = "Ends a key at once, on every node")
    public ApiKey revoke(@PathParam("id") String id) {
        return keys.revoke(id);
    }

    private static Response created(IssuedKey issued, UriInfo uri) {
        return Created.at(uri, KeysResource.class, issued.key().id(), issued);
    }
}
